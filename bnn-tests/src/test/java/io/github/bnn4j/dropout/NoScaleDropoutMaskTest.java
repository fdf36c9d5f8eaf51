package io.github.bnn4j.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.Placed;
import io.github.bnn4j.serialization.Copies;
import java.util.Arrays;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** One training pass: a 0/1 mask with the right frequency, no scale, and the same mask on the way back. */
class NoScaleDropoutMaskTest {

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(21);
    }

    @ParameterizedTest
    @CsvSource({"0, FLOAT", "0.2, FLOAT", "0.2, DOUBLE", "0.5, FLOAT", "0.9, FLOAT", "0.99, FLOAT"})
    void keptValuesAreUnchangedAndTheOthersZeroAsOftenAsTheRateSays(double rate, DataType type) {
        INDArray x = Nd4j.arange(1, 40_001).castTo(type).reshape(200, 200);
        INDArray before = x.dup();
        INDArray out = x.ulike();
        NoScaleDropout dropout = NoScaleDropout.dropRate(rate);

        assertThat(dropout.applyDropout(x, out, 0, 0, LayerWorkspaceMgr.noWorkspaces()))
                .isSameAs(out);

        assertThat(x).as("x is not modified").isEqualTo(before);
        int dropped = 0;
        double[] from = x.reshape(40_000).toDoubleVector();
        double[] to = out.reshape(40_000).toDoubleVector();
        for (int i = 0; i < from.length; i++) {
            assertThat(to[i] == 0 || to[i] == from[i])
                    .as("%s from %s", to[i], from[i])
                    .isTrue();
            dropped += to[i] == 0 ? 1 : 0;
        }
        double sigma = Math.sqrt(rate * (1 - rate) / from.length);
        assertThat((double) dropped / from.length).isCloseTo(rate, within(4 * sigma));
    }

    /** So that what is multiplied with binary weights stays in {-1, 0, +1}. */
    @Test
    void binaryActivationsBecomeTernary() {
        INDArray x = Nd4j.ones(DataType.FLOAT, 50, 40);
        x.get(NDArrayIndex.interval(0, 25)).assign(-1);
        NoScaleDropout.dropRate(0.5).applyDropout(x, x, 0, 0, LayerWorkspaceMgr.noWorkspaces());
        assertThat(x.add(0).reshape(2000).toDoubleVector())
                .usingComparatorWithPrecision(0.0)
                .containsOnly(-1, 0, 1);
        assertThat(x.reshape(2000).toDoubleVector()).contains(-1, 1);
        assertThat(x.eq(0).any()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void theGradientPassesWhereTheActivationDid(Layout layout) {
        double[][] ones = new double[12][9];
        for (double[] row : ones) {
            Arrays.fill(row, 1);
        }
        NoScaleDropout dropout = NoScaleDropout.dropRate(0.4);
        Placed x = layout.place(DataType.FLOAT, ones);
        Placed out = layout.place(DataType.FLOAT, 12, 9);
        dropout.applyDropout(x.matrix(), out.matrix(), 3, 1, LayerWorkspaceMgr.noWorkspaces());
        double[][] mask = out.read();
        assertThat(Arrays.stream(mask).flatMapToDouble(Arrays::stream).toArray())
                .contains(0, 1);

        double[][] gradients = new double[12][9];
        double[][] expected = new double[12][9];
        for (int row = 0; row < 12; row++) {
            for (int column = 0; column < 9; column++) {
                gradients[row][column] = row + 0.5 * column + 1;
                expected[row][column] = mask[row][column] * gradients[row][column];
            }
        }
        for (Layout gradientLayout : Layout.values()) {
            Placed gradient = gradientLayout.place(DataType.FLOAT, gradients);
            NoScaleDropout again = NoScaleDropout.dropRate(0.4);
            Nd4j.getRandom().setSeed(21);
            again.applyDropout(
                    x.matrix(), layout.place(DataType.FLOAT, 12, 9).matrix(), 3, 1, LayerWorkspaceMgr.noWorkspaces());
            assertThat(again.backprop(gradient.matrix(), gradient.matrix(), 3, 1))
                    .isSameAs(gradient.matrix());
            gradient.assertHolds("gradient in " + gradientLayout, expected);
            gradient.assertSurroundingsUntouched();
        }
    }

    @Test
    void eachPassDrawsAnewAndTheSameSeedDrawsTheSame() {
        INDArray first = draw(NoScaleDropout.dropRate(0.5));
        INDArray second = draw(NoScaleDropout.dropRate(0.5));
        assertThat(second).isNotEqualTo(first);
        Nd4j.getRandom().setSeed(21);
        assertThat(draw(NoScaleDropout.dropRate(0.5))).isEqualTo(first);
    }

    /** Activations of the input's type may be wider than the result's: DL4J casts on the way. */
    @Test
    void castsTheInputToTheTypeOfTheResult() {
        INDArray x = Nd4j.createFromArray(1.0, 2.5, -3.0);
        INDArray out = Nd4j.create(DataType.FLOAT, 3);
        NoScaleDropout.dropRate(0).applyDropout(x, out, 0, 0, LayerWorkspaceMgr.noWorkspaces());
        assertThat(out.toFloatVector()).containsExactly(1f, 2.5f, -3f);
    }

    @Test
    void backwardWithoutForwardSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> NoScaleDropout.dropRate(0.5).backprop(Nd4j.ones(2, 2), Nd4j.ones(2, 2), 0, 0))
                .withMessageContaining("NoScaleDropout")
                .withMessageContaining("forward");
    }

    @ParameterizedTest
    @ValueSource(strings = {"backprop", "clear"})
    void theMaskIsForgottenAfter(String what) {
        NoScaleDropout dropout = NoScaleDropout.dropRate(0.5);
        draw(dropout);
        if (what.equals("clear")) {
            dropout.clear();
        } else {
            dropout.backprop(Nd4j.ones(DataType.FLOAT, 10, 10), Nd4j.ones(DataType.FLOAT, 10, 10), 0, 0);
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> dropout.backprop(Nd4j.ones(10, 10), Nd4j.ones(10, 10), 0, 0));
    }

    /** The mask is no part of the configuration. */
    @Test
    void aMaskIsNeitherComparedNorCopied() {
        NoScaleDropout used = NoScaleDropout.dropRate(0.5);
        draw(used);
        assertThat(used).isEqualTo(NoScaleDropout.dropRate(0.5)).hasSameHashCodeAs(NoScaleDropout.dropRate(0.5));
        assertThat(used).hasToString(NoScaleDropout.dropRate(0.5).toString());
        for (NoScaleDropout copy : new NoScaleDropout[] {
            used.clone(),
            Copies.java(used),
            Copies.json(used, NoScaleDropout.class),
            Copies.yaml(used, NoScaleDropout.class)
        }) {
            assertThat(copy).isEqualTo(used);
            assertThatIllegalStateException()
                    .isThrownBy(() -> copy.backprop(Nd4j.ones(10, 10), Nd4j.ones(10, 10), 0, 0));
        }
    }

    private static INDArray draw(NoScaleDropout dropout) {
        INDArray ones = Nd4j.ones(DataType.FLOAT, 10, 10);
        return dropout.applyDropout(ones, ones.ulike(), 0, 0, LayerWorkspaceMgr.noWorkspaces());
    }
}
