package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.OnnxExport;
import io.github.bnn4j.onnx.OnnxImport;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.BinaryWeights;
import io.github.bnn4j.packed.layer.Concatenate;
import io.github.bnn4j.packed.layer.DepthwiseConvolution;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Graphs of all that can be packed, at random, say to the bit what they said before they were exported and imported. */
class OnnxRoundTripTest {

    private static final int EXAMPLES = 7;

    private static Path directory;

    @BeforeContainer
    static void createDirectory() throws IOException {
        directory = Files.createTempDirectory("round-trip");
    }

    @AfterContainer
    static void deleteDirectory() throws IOException {
        Files.deleteIfExists(directory.resolve("network.onnx"));
        Files.delete(directory);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void scoresOfExactNetworksComeBack(@ForAll long seed) throws IOException {
        comesBack(seed, new ExactGraph(seed), false);
    }

    /**
     * With parameters that no sum of is exact: it makes a difference what is rounded when. Two kinds of networks are not the same
     * afterwards, and rounded otherwise: a product of real weights that have one magnitude is taken for a binary one, and vectors
     * that the packed network has joined number by number are joined one behind the other.
     */
    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void scoresOfRoundedNetworksComeBack(@ForAll long seed) throws IOException {
        ExactGraph drawn = new ExactGraph(seed);
        Random random = new Random(seed);
        INDArray parameters = drawn.network().params();
        for (long i = 0; i < parameters.length(); i++) {
            parameters.putScalar(i, parameters.getDouble(i) * (1 + random.nextDouble() / 3));
        }
        comesBack(seed, drawn, true);
    }

    private static void comesBack(long seed, ExactGraph drawn, boolean rounded) throws IOException {
        try {
            PackedNetwork packed = PackedExporter.export(drawn.network(), drawn.encoding(), List.of());
            float[] x = drawn.examples(EXAMPLES);

            Path file = directory.resolve("network.onnx");
            OnnxExport.write(packed, file);
            if (!quantizes(packed)) {
                assertThatThrownBy(() -> OnnxImport.read(file).toPacked(asInFile(drawn.encoding())))
                        .isInstanceOf(OnnxException.class)
                        .hasMessageContaining("Nothing in the file quantizes");
                return;
            }
            PackedNetwork imported = OnnxImport.read(file).toPacked(asInFile(drawn.encoding()));

            float[] actual = ComparedScores.of(imported, asInFile(drawn.encoding(), x), EXAMPLES);
            float[] expected = ComparedScores.of(packed, x, EXAMPLES);
            if (rounded && (hasBinaryFloats(packed) || joinsVectorsByPixels(packed))) {
                assertThat(actual).containsExactly(expected, within(1e-4f * greatest(expected)));
            } else {
                assertSameBits(actual, expected);
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + drawn, e);
        }
    }

    /** A network of real numbers only is none that anybody imports here. */
    private static boolean quantizes(PackedNetwork network) {
        return network.layers().stream()
                .anyMatch(layer -> layer instanceof BinaryWeights
                        || layer.inputType() == ValueType.FLOATS && layer.outputType() == ValueType.SIGNS);
    }

    private static float greatest(float[] scores) {
        float greatest = 0;
        for (float score : scores) {
            greatest = Math.max(greatest, Math.abs(score));
        }
        return greatest;
    }

    private static boolean hasBinaryFloats(PackedNetwork network) {
        return network.layers().stream().anyMatch(layer -> {
            if (layer instanceof FloatDense dense) {
                return haveOneMagnitude(dense.weights(), dense.outputs());
            }
            return layer instanceof FloatConvolution floats && haveOneMagnitude(floats.weights(), floats.bias().length)
                    || layer instanceof DepthwiseConvolution depthwise
                            && haveOneMagnitude(depthwise.weights(), depthwise.bias().length);
        });
    }

    private static boolean haveOneMagnitude(float[] weights, int outputs) {
        for (int i = outputs; i < weights.length; i++) {
            if (Math.abs(weights[i]) != Math.abs(weights[i % outputs])) {
                return false;
            }
        }
        return true;
    }

    private static boolean joinsVectorsByPixels(PackedNetwork network) {
        return network.input().channels() == 1
                && network.input().height() == 1
                && network.layers().stream()
                        .anyMatch(layer -> layer instanceof Concatenate joined && joined.pixels() > 1);
    }

    /** Bytes stand for themselves. */
    private static InputEncoding asInFile(InputEncoding encoding) {
        return new InputEncoding(encoding.type(), encoding.channels(), encoding.height(), encoding.width(), 1, 0);
    }

    private static float[] asInFile(InputEncoding encoding, float[] x) {
        float[] values = x.clone();
        for (int i = 0; i < x.length && encoding.type() == ValueType.BYTES; i++) {
            int value = i % encoding.size();
            values[i] = Math.round((x[i] - encoding.offset(value)) / encoding.scale(value));
        }
        return values;
    }
}
