package io.github.bnn4j.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.PixelShape;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class PredictionsTest {

    /** Of three pixels, the brightest is the class that this network tells. */
    private static MultiLayerNetwork brightest() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new OutputLayer.Builder(LossFunction.MCXENT).nOut(3).build())
                .setInputType(InputType.feedForward(3))
                .build());
        network.init();
        network.getLayer(0).getParam("W").assign(Nd4j.eye(3));
        return network;
    }

    private final LabelledImages images = LabelledImages.of(
            new byte[] {9, 0, 0, /**/ 9, 0, 0, /**/ 0, 9, 0, /**/ 0, 9, 0, /**/ 0, 0, 9},
            1,
            3,
            new byte[] {0, 1, 1, 1, 0},
            3);

    @Test
    void countWhatIsWrongInAllAndOfEachClass() {
        Predictions predictions = Predictions.of(brightest(), images);

        assertThat(images.shape()).isEqualTo(new PixelShape(1, 1, 3));
        assertThat(predictions.wrong()).isEqualTo(2);
        assertThat(predictions.errorPercent()).isEqualTo(40);
        assertThat(new int[] {predictions.images(0), predictions.images(1), predictions.images(2)})
                .containsExactly(2, 3, 0);
        assertThat(new int[] {predictions.wrong(0), predictions.wrong(1), predictions.wrong(2)})
                .containsExactly(1, 1, 0);
    }

    @Test
    void countHowManyAreTheSameAsThoseOfAnotherNetwork() {
        MultiLayerNetwork other = brightest();
        // Takes the second pixel for the third class, and the other way round.
        other.getLayer(0).getParam("W").assign(Nd4j.create(new float[][] {{1, 0, 0}, {0, 0, 1}, {0, 1, 0}}));

        Predictions predictions = Predictions.of(brightest(), images);

        assertThat(predictions.agreements(Predictions.of(brightest(), images))).isEqualTo(5);
        assertThat(predictions.agreements(Predictions.of(other, images))).isEqualTo(2);
    }

    @Test
    void showTheErrorOfEachClass() {
        ImageClassificationData data = new ImageClassificationData(images, images, List.of("cat", "dog", "eel"));

        List<String> lines = new ClassErrors(data, Predictions.of(brightest(), images)).lines();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).matches("cat +2 +1 +50\\.0 %");
        assertThat(lines.get(2)).matches("dog +3 +1 +33\\.3 %");
        assertThat(lines.get(3)).matches("eel +0 +0 *");
    }
}
