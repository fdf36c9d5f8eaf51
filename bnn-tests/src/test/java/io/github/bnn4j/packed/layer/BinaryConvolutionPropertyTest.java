package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.xnor.SignRows;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Binary convolutions on integers against the obvious loops, without a tolerance. */
class BinaryConvolutionPropertyTest {

    /** Scores with scale 1 and offset 0 are the sums themselves. */
    @Property(tries = 300)
    void sums(@ForAll("products") SampleConvolution product, @ForAll boolean positive) {
        boolean positivePadding = positive && product.type() == ValueType.SIGNS;
        double[] ones = new double[product.outputs()];
        Arrays.fill(ones, 1);
        var layer = layer(product, positivePadding, new Scores(ones, new double[product.outputs()]));
        int padding = product.type() == ValueType.BYTES ? 0 : positivePadding ? 1 : -1;

        float[][] y = Rows.floatsOf(layer.apply(product.activations()));

        float[][] expected = new float[product.values().length][layer.outputs()];
        for (int image = 0; image < expected.length; image++) {
            for (int i = 0; i < expected[image].length; i++) {
                expected[image][i] = product.sum(image, i / product.outputs(), i % product.outputs(), padding);
            }
        }
        assertThat(y).isDeepEqualTo(expected);
    }

    @Property(tries = 200)
    void scoresHaveAnOffsetForEachBorderClass(@ForAll("products") SampleConvolution product, @ForAll long seed) {
        var random = new Random(seed);
        int outputs = product.outputs();
        int[] classes = product.classes();
        double[] scale = random.doubles(outputs, -3, 3).toArray();
        double[] offset = random.doubles((long) outputs * product.window().classes(), -100, 100)
                .toArray();
        var layer = layer(product, false, new Scores(scale, offset));

        float[][] y = Rows.floatsOf(layer.apply(product.activations()));

        int padding = product.type() == ValueType.BYTES ? 0 : -1;
        float[][] expected = new float[product.values().length][layer.outputs()];
        for (int image = 0; image < expected.length; image++) {
            for (int i = 0; i < expected[image].length; i++) {
                int n = i % outputs;
                expected[image][i] = (float) (scale[n] * product.sum(image, i / outputs, n, padding)
                        + offset[classes[i / outputs] * outputs + n]);
            }
        }
        assertThat(y).isDeepEqualTo(expected);
    }

    @Property(tries = 300)
    void thresholdsHaveALimitForEachBorderClass(@ForAll("products") SampleConvolution product, @ForAll long seed) {
        int outputs = product.outputs();
        int[] classes = product.classes();
        MismatchSums sums = MismatchSums.of(product.type(), product.bits());
        int[] limits = new Random(seed)
                .ints((long) outputs * product.window().classes(), -1, sums.greatestMismatches() + 1)
                .toArray();
        int[][] flips = SignRows.random(1, outputs, seed);
        var layer = layer(product, false, new Thresholds(outputs, limits, SignRows.pack(flips)));

        int[][] y = Rows.signsOf(layer.apply(product.activations()));

        int padding = product.type() == ValueType.BYTES ? 0 : -1;
        int[][] expected = new int[product.values().length][layer.outputs()];
        for (int image = 0; image < expected.length; image++) {
            for (int i = 0; i < expected[image].length; i++) {
                int n = i % outputs;
                int sum = product.sum(image, i / outputs, n, padding);
                int limit = limits[classes[i / outputs] * outputs + n];
                expected[image][i] = (sum >= sums.sum(n, limit) ? 1 : -1) * -flips[0][n];
            }
        }
        assertThat(y).isDeepEqualTo(expected);
    }

    @Property(tries = 200)
    void oneLimitIsForAllPixels(@ForAll("products") SampleConvolution product, @ForAll long seed) {
        int outputs = product.outputs();
        MismatchSums sums = MismatchSums.of(product.type(), product.bits());
        int[] limits = new Random(seed)
                .ints(outputs, -1, sums.greatestMismatches() + 1)
                .toArray();
        int[] forEachClass = new int[outputs * product.window().classes()];
        Arrays.setAll(forEachClass, i -> limits[i % outputs]);
        long[] flips = SignRows.pack(SignRows.random(1, outputs, seed));
        Activations x = product.activations();

        assertThat(layer(product, false, new Thresholds(outputs, limits, flips))
                        .apply(x)
                        .signs())
                .isEqualTo(layer(product, false, new Thresholds(outputs, forEachClass, flips))
                        .apply(x)
                        .signs());
    }

    @Property(tries = 50)
    void doesNotModifyItsInput(@ForAll("products") SampleConvolution product) {
        Activations x = product.activations();

        layer(product, false, new Scores(new double[product.outputs()], new double[product.outputs()]))
                .apply(x);

        Activations same = product.activations();
        assertThat(x.signs()).isEqualTo(same.signs());
        assertThat(x.bytes()).isEqualTo(same.bytes());
    }

    @Property(tries = 100)
    void classesAreThoseOfTheTapsOnPadding(@ForAll("products") SampleConvolution product) {
        int[] classes = product.classes();

        assertThat(product.window().classes()).isEqualTo(classes[classes.length - 1] + 1);
    }

    private static BinaryConvolution layer(SampleConvolution product, boolean positive, OutputStage stage) {
        return new BinaryConvolution(
                product.type(), product.channels(), product.window(), positive, product.bits(), stage);
    }

    @Provide
    Arbitrary<SampleConvolution> products() {
        Arbitrary<SampleConvolution> small = Combinators.combine(
                        Arbitraries.of(ValueType.SIGNS, ValueType.BYTES),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 70),
                        Arbitraries.integers().between(1, 70),
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.longs())
                .as(SampleConvolution::random);
        // More pixels than are computed together: several images of some, and parts of images.
        Arbitrary<SampleConvolution> large = Combinators.combine(
                        Arbitraries.of(ValueType.SIGNS, ValueType.BYTES),
                        Arbitraries.of(1, 2, 5, 40),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(12, 20, 90),
                        Arbitraries.longs())
                .as(SampleConvolution::random);
        // Channels that fill words need no shifting.
        Arbitrary<SampleConvolution> wholeWords = Combinators.combine(
                        Arbitraries.of(ValueType.SIGNS, ValueType.BYTES),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(64, 128),
                        Arbitraries.of(64, 96, 128),
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.longs())
                .as(SampleConvolution::random);
        return Arbitraries.oneOf(small, large, wholeWords);
    }
}
