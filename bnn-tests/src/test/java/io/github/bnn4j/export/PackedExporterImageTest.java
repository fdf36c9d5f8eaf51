package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;

/** Images as DL4J takes them, channel by channel, are flattened in the order in which packed networks take bytes. */
class PackedExporterImageTest {

    private static final int EXAMPLES = 20;

    @ParameterizedTest
    @CsvSource({"28, 28, 1", "5, 7, 3", "1, 1, 1", "6, 1, 4"})
    void ofAnySize(int height, int width, int channels) {
        int size = height * width * channels;
        MultiLayerNetwork images = new SmallNetwork()
                .input(InputType.convolutional(height, width, channels))
                .chain(Nets.binary(0, 13), Nets.sign());
        MultiLayerNetwork flat = new SmallNetwork()
                .input(InputType.convolutionalFlat(height, width, channels))
                .chain(Nets.binary(0, 13), Nets.sign());
        InputEncoding encoding = InputEncoding.bytes(0, 255, channels, height, width);
        float[] x = Nets.integers(EXAMPLES * size, 0, 255, new Random(10));
        float[] expected =
                Elements.floats(images.output(Nd4j.createFromArray(x).reshape(EXAMPLES, channels, height, width)));
        PackedNetwork packed = PackedExporter.export(images, encoding, List.of());

        assertSameBits(ComparedScores.of(packed, x, EXAMPLES), expected);
        assertSameBits(ComparedScores.of(PackedExporter.export(images), x, EXAMPLES), expected);
        assertSameBits(flat, PackedExporter.export(flat, encoding, List.of()), x, EXAMPLES);
        assertThat(packed.input()).isEqualTo(encoding);
    }

    /** Flattening comes later, but what is before it looks at each value alone. */
    @Test
    void throughLayersThatKeepTheirShape() {
        MultiLayerNetwork network = new SmallNetwork()
                .input(InputType.convolutional(4, 5, 3))
                .chain(
                        new DropoutLayer.Builder(0.5).build(),
                        new ActivationLayer(Activation.RELU),
                        Nets.binary(60, 13));
        // DL4J's validation of workspaces fails for such a network.
        network.getLayerWiseConfigurations().setInferenceWorkspaceMode(WorkspaceMode.NONE);
        float[] x = Nets.integers(EXAMPLES * 60, -3, 3, new Random(11));

        assertSameBits(
                ComparedScores.of(PackedExporter.export(network), x, EXAMPLES),
                Elements.floats(network.output(Nd4j.createFromArray(x).reshape(EXAMPLES, 3, 4, 5))));
    }
}
