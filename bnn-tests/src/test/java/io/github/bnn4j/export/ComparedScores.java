package io.github.bnn4j.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.packed.PackedNetwork;
import org.assertj.core.api.Assertions;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What DL4J and a packed network say of the same examples. */
final class ComparedScores {

    private ComparedScores() {}

    static float[] of(MultiLayerNetwork network, float[] x, int examples) {
        INDArray features = Nd4j.createFromArray(x)
                .reshape(examples, x.length / examples)
                .castTo(network.getLayerWiseConfigurations().getDataType());
        return Elements.floats(network.output(features));
    }

    static float[] of(PackedNetwork packed, float[] x, int examples) {
        float[] scores = new float[examples * packed.outputs()];
        packed.scores(x, examples, scores);
        return scores;
    }

    static float[] of(PackedNetwork packed, byte[] x, int examples) {
        float[] scores = new float[examples * packed.outputs()];
        packed.scores(x, examples, scores);
        return scores;
    }

    static void assertSameBits(MultiLayerNetwork network, PackedNetwork packed, float[] x, int examples) {
        assertSameBits(of(packed, x, examples), of(network, x, examples));
    }

    static void assertSameBits(float[] actual, float[] expected) {
        assertThat(bits(actual)).containsExactly(bits(expected));
    }

    static void assertClose(MultiLayerNetwork network, PackedNetwork packed, float[] x, int examples) {
        assertClose(of(packed, x, examples), of(network, x, examples), 1e-5);
    }

    /** Absolute, in units of the largest expected value: sums that cancel are as good as their terms. */
    static void assertClose(float[] actual, float[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = 0;
        for (float value : expected) {
            assertThat(value).isFinite();
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest)
                .as("an expectation of nothing but zeros tests nothing")
                .isPositive();
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i])
                    .as("score %d", i)
                    .isCloseTo(expected[i], Assertions.within(tolerance * largest));
        }
    }

    /** Without the sign of zero: 0 times -1 is -0 in DL4J where a layer has one input, and 0 elsewhere. */
    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            bits[i] = Float.floatToIntBits(values[i] + 0f);
        }
        return bits;
    }
}
