package io.github.bnn4j.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Changes of mini-batches: label smoothing and mixup. */
class BatchChangeTest {

    /** The image of each class has its number for all pixels. */
    private static DataSet batch(int size) {
        float[][] features = new float[size][2];
        float[][] labels = new float[size][size];
        for (int i = 0; i < size; i++) {
            features[i] = new float[] {i, i};
            labels[i][i] = 1;
        }
        return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
    }

    @Test
    void smoothingSpreadsAShareOverAllClasses() {
        DataSet batch = batch(4);
        DataSet before = batch(4);
        new LabelSmoothing(.2).apply(batch, new Random(1));
        assertThat(batch.getLabels().toFloatMatrix()[1])
                .containsExactly(new float[] {.05f, .85f, .05f, .05f}, within(1e-6f));
        assertThat(batch.getFeatures()).isEqualTo(before.getFeatures());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, .2, .01})
    void mixupMixesImagesAndLabelsInTheSameShares(double alpha) {
        DataSet batch = batch(50);
        new Mixup(alpha).apply(batch, new Random(5));
        assertThat(batch.getFeatures().dataType()).isEqualTo(DataType.FLOAT);
        assertThat(batch.getLabels().dataType()).isEqualTo(DataType.FLOAT);
        float[][] labels = batch.getLabels().toFloatMatrix();
        float[][] features = batch.getFeatures().toFloatMatrix();
        for (int i = 0; i < labels.length; i++) {
            float sum = 0;
            float mean = 0;
            int parts = 0;
            for (int j = 0; j < labels.length; j++) {
                sum += labels[i][j];
                mean += j * labels[i][j];
                parts += labels[i][j] > 0 ? 1 : 0;
            }
            assertThat(sum).isEqualTo(1, within(1e-5f));
            assertThat(parts).isBetween(1, 2);
            assertThat(features[i]).containsOnly(new float[] {mean}, within(1e-3f));
        }
    }

    /** Of a Beta distribution with both parameters alpha: mean 1/2, variance 1 / (4 * (2 * alpha + 1)). */
    @ParameterizedTest
    @ValueSource(doubles = {1, .4, .1})
    void mixupDrawsSharesAsItSays(double alpha) {
        Random random = new Random(6);
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int n = 0; n < 50; n++) {
            DataSet batch = batch(100);
            new Mixup(alpha).apply(batch, random);
            for (int i = 0; i < 100; i++) {
                // One of 100 is its own partner, and counts as a share of 1.
                double share = batch.getLabels().getDouble(i, i);
                sum += share;
                squares += share * share;
                count++;
            }
        }
        double mean = sum / count;
        assertThat(mean).isEqualTo(.5, within(.03));
        assertThat(squares / count - mean * mean).isEqualTo(1 / (4 * (2 * alpha + 1)), within(.015));
    }

    @Test
    void dependsOnTheRandomNumbersAlone() {
        DataSet one = batch(20);
        DataSet two = batch(20);
        DataSet other = batch(20);
        BatchChange change = new LabelSmoothing(.1).then(new Mixup(.5));
        change.apply(one, new Random(7));
        change.apply(two, new Random(7));
        change.apply(other, new Random(8));
        assertThat(one).isEqualTo(two).isNotEqualTo(other);
    }

    @Test
    void refusesParametersThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Mixup(0)).withMessageContaining("got 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Mixup(1.5)).withMessageContaining("got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelSmoothing(1))
                .withMessageContaining("got 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelSmoothing(Double.NaN))
                .withMessageContaining("got NaN");
    }
}
