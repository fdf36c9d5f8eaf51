package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;

/** A stock ConvNet of DL4J, with nothing binary in it, packs as well. */
class PackedExporterFloatNetworkTest {

    private static final int EXAMPLES = 50;
    private static final int SIDE = 14;
    private static final int CLASSES = 4;

    private static ConvolutionLayer convolution(CNN2DFormat format, int outputs, Activation activation) {
        return new ConvolutionLayer.Builder(5, 5)
                .nOut(outputs)
                .padding(1, 1)
                .dataFormat(format)
                .activation(activation)
                .biasInit(0.1)
                .build();
    }

    private static SubsamplingLayer pooling(CNN2DFormat format, PoolingType type) {
        return new SubsamplingLayer.Builder(type)
                .kernelSize(2, 2)
                .stride(2, 2)
                .dataFormat(format)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"NCHW, MAX", "NHWC, MAX", "NCHW, AVG", "NHWC, AVG"})
    void scoresAreThoseOfDl4jButForRounding(CNN2DFormat format, PoolingType type) {
        Random random = new Random(3);
        MultiLayerNetwork network = ImageNets.of(
                format,
                2,
                SIDE,
                SIDE,
                List.of(
                        convolution(format, 6, Activation.RELU),
                        pooling(format, type),
                        convolution(format, 9, Activation.IDENTITY),
                        new BatchNormalization.Builder().build(),
                        new DenseLayer.Builder()
                                .nOut(20)
                                .activation(Activation.TANH)
                                .build(),
                        SmallNetwork.softmaxOutput(CLASSES)));
        Nets.drawNormalization(network, 3, random);
        float[] x = Nets.gaussians(EXAMPLES * 2 * SIDE * SIDE, random);
        float[] expected = ImageNets.scores(network, format, 2, SIDE, SIDE, x);

        PackedNetwork packed = PackedExporter.export(network, InputEncoding.floats(2, SIDE, SIDE), List.of());

        float[] actual = ComparedScores.of(packed, x, EXAMPLES);
        assertClose(actual, expected, 1e-5);
        int[] classes = new int[EXAMPLES];
        packed.predict(x, EXAMPLES, classes);
        for (int i = 0; i < EXAMPLES; i++) {
            for (int n = 0; n < CLASSES; n++) {
                assertThat(expected[i * CLASSES + classes[i]]).isGreaterThanOrEqualTo(expected[i * CLASSES + n]);
            }
        }
    }
}
