package io.github.bnn4j.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A single sigmoid says which of two classes it is: from that on where DL4J's Evaluation says so. */
class PackedExporterThresholdTest {

    private static final int EXAMPLES = 200;

    private static MultiLayerNetwork network(int outputs, Activation activation) {
        return new SmallNetwork()
                .inputs(6)
                .chain(
                        Nets.binary(6, outputs),
                        new LossLayer.Builder(LossFunction.MSE)
                                .activation(activation)
                                .build());
    }

    /** Of six signs, the sum is often 0, where the sigmoid is 0.5. */
    @Test
    void predictsAsTheEvaluationOfDl4jWithTies() {
        MultiLayerNetwork network = network(1, Activation.SIGMOID);
        float[] x = Nets.signs(EXAMPLES * 6, new Random(1));
        INDArray output = network.output(Nd4j.createFromArray(x).reshape(EXAMPLES, 6));
        PackedNetwork packed = PackedExporter.export(network);
        int[] classes = new int[EXAMPLES];

        packed.predict(x, EXAMPLES, classes);

        boolean tie = false;
        for (int i = 0; i < EXAMPLES; i++) {
            Evaluation evaluation = new Evaluation();
            evaluation.eval(Nd4j.ones(1, 1), output.getRow(i, true));
            assertThat(classes[i])
                    .as("example %d, %s", i, output.getRow(i))
                    .isEqualTo(evaluation.accuracy() == 1 ? 1 : 0);
            tie |= output.getFloat(i) == 0.5f;
        }
        assertThat(tie).isTrue();
        assertThat(classes).contains(0, 1);
    }

    @Test
    void ofAnOutputLayerToo() {
        MultiLayerNetwork network = new SmallNetwork()
                .inputs(6)
                .chain(new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(6)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build());

        assertThat(PackedExporter.export(network).content().threshold()).isPresent();
    }

    @Test
    void hasLabelsForBothClasses() {
        MultiLayerNetwork network = network(1, Activation.SIGMOID);
        InputEncoding input = InputEncoding.signs(6);

        assertThat(PackedExporter.export(network, input, List.of("no", "yes")).labels())
                .containsExactly("no", "yes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackedExporter.export(network, input, List.of("yes")))
                .withMessageContaining("2 classes");
    }

    @Test
    void othersHaveNone() {
        assertThat(PackedExporter.export(network(2, Activation.SIGMOID))
                        .content()
                        .threshold())
                .isEmpty();
        assertThat(PackedExporter.export(network(1, Activation.IDENTITY))
                        .content()
                        .threshold())
                .isEmpty();
        assertThat(PackedExporter.export(network(1, Activation.TANH)).content().threshold())
                .isEmpty();
    }
}
