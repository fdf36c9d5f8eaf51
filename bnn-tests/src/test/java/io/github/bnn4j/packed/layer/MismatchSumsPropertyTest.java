package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.xnor.SignRows;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class MismatchSumsPropertyTest {

    @Property(tries = 500)
    void theLimitSeparatesSumsAtLeastAsGreatFromOthers(
            @ForAll boolean bytes,
            @ForAll @IntRange(min = 1, max = 70) int inputs,
            @ForAll @DoubleRange(min = -20_000, max = 20_000) double sum,
            @ForAll boolean whole,
            @ForAll long seed) {
        ValueType type = bytes ? ValueType.BYTES : ValueType.SIGNS;
        double bound = (whole ? Math.rint(sum) : sum) / (bytes ? 1 : 200);
        MismatchSums sums = MismatchSums.of(type, SignRows.matrix(SignRows.random(1, inputs, seed)));

        int limit = sums.mismatchesForAtLeast(0, bound);

        assertThat(limit).isBetween(-1, sums.greatestMismatches());
        for (int m = 0; m <= sums.greatestMismatches(); m++) {
            assertThat(m <= limit)
                    .as("%d mismatches, sum %d", m, sums.sum(0, m))
                    .isEqualTo(sums.sum(0, m) >= bound);
        }
    }

    @Property(tries = 20)
    void infiniteBoundsMeanAlwaysAndNever(@ForAll @IntRange(min = 1, max = 70) int inputs, @ForAll long seed) {
        MismatchSums sums = MismatchSums.of(ValueType.BYTES, SignRows.matrix(SignRows.random(1, inputs, seed)));

        assertThat(sums.mismatchesForAtLeast(0, Double.NEGATIVE_INFINITY)).isEqualTo(sums.greatestMismatches());
        assertThat(sums.mismatchesForAtLeast(0, Double.POSITIVE_INFINITY)).isEqualTo(-1);
    }
}
