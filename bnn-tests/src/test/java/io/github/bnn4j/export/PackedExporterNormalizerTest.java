package io.github.bnn4j.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.dataset.api.preprocessor.VGG16ImagePreProcessor;
import org.nd4j.linalg.factory.Nd4j;

/** Of images, a fitted normalizer has one mean and deviation, or minimum and maximum, for each channel. */
class PackedExporterNormalizerTest {

    private static final ImageShape IMAGE = new ImageShape(3, 5, 6);
    private static final int EXAMPLES = 40;

    private final byte[] bytes = new byte[EXAMPLES * IMAGE.size()];
    private final INDArray images = Nd4j.create(EXAMPLES, 3, 5, 6);

    PackedExporterNormalizerTest() {
        new Random(2).nextBytes(bytes);
        float[] floats = new float[bytes.length];
        for (int i = 0; i < floats.length; i++) {
            // Of another range in each channel.
            int channel = i / 30 % 3;
            bytes[i] = (byte) ((bytes[i] & 0xFF) / (channel + 1) + 10 * channel);
            floats[i] = bytes[i] & 0xFF;
        }
        images.assign(Nd4j.createFromArray(floats).reshape(EXAMPLES, 3, 5, 6));
    }

    private static MultiLayerNetwork network(ConvolutionMode mode) {
        return new SmallNetwork()
                .input(InputType.convolutional(5, 6, 3))
                .chain(
                        new BinaryConvolutionLayer.Builder(3, 3)
                                .nOut(7)
                                .convolutionMode(mode)
                                .build(),
                        Nets.sign(),
                        Nets.binary(0, 4));
    }

    private float[] floats() {
        return images.dup('c').data().asFloat();
    }

    private void assertPackedAsDl4j(DataNormalization normalizer, ConvolutionMode mode) {
        MultiLayerNetwork network = network(mode);
        INDArray normalized = images.dup();
        normalizer.transform(normalized);
        float[] expected = Elements.floats(network.output(normalized));

        PackedNetwork ofBytes = PackedExporter.export(network, normalizer, IMAGE, List.of());
        PackedNetwork ofFloats = PackedExporter.export(
                network, InputEncoding.floats(3, 5, 6), NormalizerEncoding.scaling(normalizer, IMAGE), List.of());

        assertThat(NormalizerEncoding.scaling(normalizer, IMAGE).count()).isEqualTo(3);
        assertThat(ComparedScores.of(ofBytes, bytes, EXAMPLES)).containsExactly(expected);
        assertThat(ComparedScores.of(ofFloats, floats(), EXAMPLES)).containsExactly(expected);
        // The bytes of a network of floats are these numbers.
        assertThat(ComparedScores.of(ofFloats, bytes, EXAMPLES)).containsExactly(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = ConvolutionMode.class,
            names = {"Truncate", "Same"})
    void aStandardizerOfChannels(ConvolutionMode mode) {
        NormalizerStandardize normalizer = new NormalizerStandardize();
        normalizer.fit(new DataSet(images, Nd4j.ones(EXAMPLES, 1)));

        assertPackedAsDl4j(normalizer, mode);
    }

    @Test
    void aMinMaxScalerOfChannels() {
        NormalizerMinMaxScaler normalizer = new NormalizerMinMaxScaler(-1, 2);
        normalizer.fit(new DataSet(images, Nd4j.ones(EXAMPLES, 1)));

        assertPackedAsDl4j(normalizer, ConvolutionMode.Truncate);
    }

    /** Powers of two, so that nothing is rounded. */
    @Test
    void aScaleOfEachValueOfAnImage() {
        MultiLayerNetwork network = network(ConvolutionMode.Truncate);
        double[] scale = new double[IMAGE.size()];
        double[] offset = new double[IMAGE.size()];
        float[] scaled = floats();
        for (int i = 0; i < scale.length; i++) {
            scale[i] = Math.scalb(1.0, i % 5 - 3);
            offset[i] = i % 7 - 20;
        }
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (scale[i % scale.length] * scaled[i] + offset[i % scale.length]);
        }
        float[] expected =
                Elements.floats(network.output(Nd4j.createFromArray(scaled).reshape(EXAMPLES, 3, 5, 6)));
        InputScale scaling = new InputScale(scale, offset);

        PackedNetwork ofFloats = PackedExporter.export(network, InputEncoding.floats(3, 5, 6), scaling, List.of());
        PackedNetwork ofBytes =
                PackedExporter.export(network, new InputEncoding(ValueType.BYTES, 3, 5, 6, scaling), List.of());

        assertThat(ComparedScores.of(ofFloats, floats(), EXAMPLES)).containsExactly(expected);
        assertThat(ComparedScores.of(ofBytes, bytes, EXAMPLES)).containsExactly(expected);
    }

    @Test
    void aNormalizerThatIsNoScaleIsRefusedByName() {
        assertThatThrownBy(() -> NormalizerEncoding.scaling(new VGG16ImagePreProcessor(), IMAGE))
                .isInstanceOf(NotPackableException.class)
                .hasMessageContaining("VGG16ImagePreProcessor");
    }

    @Test
    void bytesAreNotScaledTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackedExporter.export(
                        network(ConvolutionMode.Truncate),
                        InputEncoding.bytes(0, 1, 3, 5, 6),
                        InputScale.of(2, 1),
                        List.of()))
                .withMessageContaining("BYTES");
    }
}
