package io.github.bnn4j.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.layer.BinaryDenseLayer;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The paper's MNIST network, 784-4096-4096-4096-10 with batch normalization after each. By hand:
 *
 * <pre>
 * kernels      784*4096 + 2*4096*4096 + 4096*10 = 3,211,264 + 33,554,432 + 40,960 = 36,806,656 bits = 4,600,832 bytes
 * batch norm   4 floats (gamma, beta, mean, variance) for each of 3*4096 + 10 units = 49,192 floats = 196,768 bytes
 * all          4,797,600 bytes; as floats 4 * (36,806,656 + 49,192) = 147,423,392 bytes: 30.73 times
 * MACs         784*4096 = 3,211,264 on real-valued pixels, the other 33,595,392 binary
 * </pre>
 */
class BinarySummaryOfPaperNetworkTest {

    private static BinarySummary summary;

    @BeforeAll
    static void build() {
        var list = new NeuralNetConfiguration.Builder().list();
        int[] sizes = {784, 4096, 4096, 4096, 10};
        for (int i = 1; i < sizes.length; i++) {
            list.layer(new BinaryDenseLayer.Builder()
                    .name("dense" + i)
                    .nIn(sizes[i - 1])
                    .nOut(sizes[i])
                    .dropOut(NoScaleDropout.dropRate(0.2))
                    .build());
            list.layer(new BatchNormalization.Builder()
                    .name("norm" + i)
                    .nIn(sizes[i])
                    .nOut(sizes[i])
                    .build());
            if (i < sizes.length - 1) {
                list.layer(new ActivationLayer.Builder()
                        .name("sign" + i)
                        .activation(new SignActivation())
                        .build());
            }
        }
        list.layer(new LossLayer.Builder(LossFunction.SQUARED_HINGE)
                .name("loss")
                .activation(Activation.IDENTITY)
                .build());
        MultiLayerNetwork network = new MultiLayerNetwork(list.build());
        network.init(Nd4j.create(36_806_656 + 49_192), false);
        summary = BinarySummary.of(network);
    }

    @AfterAll
    static void release() {
        summary = null;
    }

    @Test
    void parameters() {
        assertThat(summary.kernelParams()).isEqualTo(36_806_656);
        assertThat(summary.floatParams()).isEqualTo(49_192);
        assertThat(summary.params()).isEqualTo(36_855_848);
    }

    @Test
    void bytes() {
        assertThat(summary.bytes()).isEqualTo(4_600_832 + 196_768);
        assertThat(summary.floatEquivalentBytes()).isEqualTo(147_423_392);
        assertThat(summary.compressionRatio()).isCloseTo(30.7286, within(1e-4));
        assertThat(summary.layers().stream()
                        .filter(layer -> layer.name().startsWith("dense"))
                        .mapToLong(LayerSummary::bytes)
                        .sum())
                .isEqualTo(4_600_832);
    }

    @Test
    void operations() {
        assertThat(summary.floatMacs()).isEqualTo(3_211_264);
        assertThat(summary.binaryMacs()).isEqualTo(33_595_392);
    }

    @Test
    void layerByLayer() {
        assertThat(summary.layers())
                .containsExactlyElementsOf(List.of(
                        dense("dense1", 784, 4096, 32, 0, 3_211_264),
                        norm("norm1", 4096, 32),
                        sign("sign1"),
                        dense("dense2", 4096, 4096, 1, 16_777_216, 0),
                        norm("norm2", 4096, 32),
                        sign("sign2"),
                        dense("dense3", 4096, 4096, 1, 16_777_216, 0),
                        norm("norm3", 4096, 32),
                        sign("sign3"),
                        dense("dense4", 4096, 10, 1, 40_960, 0),
                        norm("norm4", 10, 32),
                        new LayerSummary("loss", "LossLayer", "[10]", 32, 0, 0, 0, 0, 0)));
    }

    private static LayerSummary dense(String name, long in, long out, int inputBits, long binaryMacs, long floatMacs) {
        return new LayerSummary(
                name, "BinaryDenseLayer", "[" + out + "]", inputBits, in * out, 1, 0, binaryMacs, floatMacs);
    }

    private static LayerSummary norm(String name, long units, int inputBits) {
        return new LayerSummary(name, "BatchNormalization", "[" + units + "]", inputBits, 0, 0, 4 * units, 0, 0);
    }

    private static LayerSummary sign(String name) {
        return new LayerSummary(name, "ActivationLayer", "[4096]", 32, 0, 0, 0, 0, 0);
    }

    @Test
    void theTableTellsThemAll() {
        String table = summary.toString();
        assertThat(table.lines().filter(line -> line.startsWith("total")))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains("36,806,656", "49,192", "4,797,600", "33,595,392", "3,211,264"));
        assertThat(table)
                .contains("36,855,848", "4,797,600 bytes", "147,423,392 bytes", "30.7 times", "91.3 % of 36,806,656");
        for (LayerSummary layer : summary.layers()) {
            assertThat(table.lines().filter(line -> line.startsWith(layer.name() + " ")))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains(layer.type(), layer.outputShape()));
        }
    }
}
