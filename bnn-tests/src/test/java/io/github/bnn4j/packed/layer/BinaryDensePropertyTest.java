package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.xnor.SignRows;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Binary layers on integers against the obvious loops, without a tolerance. */
class BinaryDensePropertyTest {

    @Property(tries = 300)
    void thresholdsCompareMismatches(@ForAll("products") SampleProduct product, @ForAll long seed) {
        int[] limits = product.limits(seed);
        int[][] flips = SignRows.random(1, product.outputs(), seed);
        var layer = new BinaryDense(product.type(), product.bits(), new Thresholds(limits, SignRows.pack(flips)));

        Activations out = layer.apply(product.activations());

        int[][] expected = new int[product.values().length][product.outputs()];
        for (int row = 0; row < expected.length; row++) {
            for (int n = 0; n < product.outputs(); n++) {
                expected[row][n] = (product.mismatches(row, n) <= limits[n] ? 1 : -1) * -flips[0][n];
            }
        }
        assertThat(Rows.signsOf(out)).isDeepEqualTo(expected);
    }

    @Property(tries = 300)
    void scoresScaleTheSum(@ForAll("products") SampleProduct product, @ForAll long seed) {
        var random = new Random(seed);
        double[] scale = random.doubles(product.outputs(), -3, 3).toArray();
        double[] offset = random.doubles(product.outputs(), -100, 100).toArray();
        var layer = new BinaryDense(product.type(), product.bits(), new Scores(scale, offset));

        Activations out = layer.apply(product.activations());

        float[][] expected = new float[product.values().length][product.outputs()];
        for (int row = 0; row < expected.length; row++) {
            for (int n = 0; n < product.outputs(); n++) {
                expected[row][n] = (float) (scale[n] * product.sum(row, n) + offset[n]);
            }
        }
        assertThat(Rows.floatsOf(out)).isDeepEqualTo(expected);
    }

    @Property(tries = 100)
    void mismatchesStandForTheSum(@ForAll("products") SampleProduct product) {
        MismatchSums sums = MismatchSums.of(product.type(), product.bits());

        assertThat(sums.greatestMismatches()).isEqualTo(product.greatestMismatches());
        for (int row = 0; row < Math.min(3, product.values().length); row++) {
            for (int n = 0; n < product.outputs(); n++) {
                assertThat(sums.sum(n, product.mismatches(row, n))).isEqualTo(product.sum(row, n));
            }
        }
    }

    @Property(tries = 50)
    void doesNotModifyItsInput(@ForAll("products") SampleProduct product) {
        double[] zeros = new double[product.outputs()];
        var layer = new BinaryDense(product.type(), product.bits(), new Scores(zeros, zeros));
        Activations x = product.activations();

        layer.apply(x);

        Activations same = product.activations();
        assertThat(x.signs()).isEqualTo(same.signs());
        assertThat(x.bytes()).isEqualTo(same.bytes());
    }

    @Provide
    Arbitrary<SampleProduct> products() {
        return Combinators.combine(
                        Arbitraries.of(ValueType.SIGNS, ValueType.BYTES),
                        Arbitraries.of(1, 2, 7, 8, 9, 16, 17, 63, 64, 65, 130),
                        Arbitraries.integers().between(1, 150),
                        Arbitraries.integers().between(1, 130),
                        Arbitraries.longs())
                .as(SampleProduct::random);
    }
}
