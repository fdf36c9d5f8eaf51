package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.xnor.SignRows;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What several threads make of a layer is what one makes of it. */
class LayersInPartsPropertyTest {

    @Property(tries = 200)
    void fullyConnected(
            @ForAll boolean bytes,
            @ForAll boolean scores,
            @ForAll @IntRange(min = 1, max = 70) int rows,
            @ForAll @IntRange(min = 1, max = 200) int inputs,
            @ForAll @IntRange(min = 1, max = 300) int outputs,
            @ForAll @IntRange(min = 1, max = 7) int parts,
            @ForAll long seed) {
        var product = SampleProduct.random(bytes ? ValueType.BYTES : ValueType.SIGNS, rows, inputs, outputs, seed);
        var layer = new BinaryDense(product.type(), product.bits(), stage(product.limits(seed), scores, outputs, seed));

        assertEqual(
                layer.apply(product.activations(), new ThreadForEachPart(parts)), layer.apply(product.activations()));
    }

    @Property(tries = 200)
    void convolution(
            @ForAll boolean bytes,
            @ForAll boolean scores,
            @ForAll @IntRange(min = 1, max = 3) int images,
            @ForAll @IntRange(min = 1, max = 40) int channels,
            @ForAll @IntRange(min = 1, max = 20) int eighths,
            @ForAll @IntRange(min = 1, max = 7) int parts,
            @ForAll long seed) {
        var random = new Random(seed);
        // Often so many that a row of pixels fills words: else it is not taken apart.
        int outputs = 8 * eighths;
        Window window = Windows.random(random, 12);
        ValueType type = bytes ? ValueType.BYTES : ValueType.SIGNS;
        int[][] weights = SignRows.random(outputs, window.taps() * channels, seed);
        int values = window.input(channels).size();
        Activations x = bytes
                ? Rows.ofBytes(Rows.randomBytes(images, values, seed), 3)
                : Rows.ofSigns(SignRows.random(images, values, seed));
        BitMatrix bits = SignRows.matrix(weights);
        int most = MismatchSums.of(type, bits).greatestMismatches();
        int[] limits =
                random.ints((long) outputs * window.classes(), -1, most + 1).toArray();
        var layer = new BinaryConvolution(type, channels, window, false, bits, stage(limits, scores, outputs, seed));

        assertEqual(layer.apply(x, new ThreadForEachPart(parts)), layer.apply(x));
    }

    @Test
    void areReallyTakenApart() {
        var convolution = new BinaryConvolution(
                ValueType.SIGNS,
                8,
                Windows.same(8, 8, 3),
                false,
                SignRows.matrix(SignRows.random(64, 72, 1)),
                new Thresholds(new int[64], new long[1]));
        var dense = new BinaryDense(
                ValueType.SIGNS,
                SignRows.matrix(SignRows.random(128, 72, 1)),
                new Thresholds(new int[128], new long[2]));
        var crew = new ThreadForEachPart(2);

        convolution.apply(Rows.ofSigns(SignRows.random(1, 8 * 64, 1)), crew);
        dense.apply(Rows.ofSigns(SignRows.random(1, 72, 1)), crew);

        assertThat(crew.split).isEqualTo(2);
    }

    private static OutputStage stage(int[] limits, boolean scores, int outputs, long seed) {
        return scores
                ? new Scores(
                        new Random(seed).doubles(outputs, -3, 3).toArray(),
                        Arrays.stream(limits).asDoubleStream().toArray())
                : new Thresholds(outputs, limits, SignRows.pack(SignRows.random(1, outputs, seed)));
    }

    private static void assertEqual(Activations actual, Activations expected) {
        assertThat(actual.signs()).isEqualTo(expected.signs());
        assertThat(actual.floats()).isEqualTo(expected.floats());
    }
}
