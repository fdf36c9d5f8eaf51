package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has a scale and an offset for each of two outputs refuses the same numbers. */
class ScaleAndOffsetRefusalTest {

    private static final double[] GOOD = {1, 2};

    @ParameterizedTest
    @MethodSource("makers")
    void takesFiniteNumbersForEachOutput(BiFunction<double[], double[], ?> maker) {
        assertThat(maker.apply(GOOD, new double[] {-0.0, Double.MAX_VALUE})).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("makers")
    void refusesOtherLengths(BiFunction<double[], double[], ?> maker) {
        assertRefused(maker, GOOD, new double[1]);
        assertRefused(maker, new double[3], GOOD);
        assertRefused(maker, new double[0], new double[0]);
    }

    @ParameterizedTest
    @MethodSource("makers")
    void refusesWhatIsNotFinite(BiFunction<double[], double[], ?> maker) {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertRefused(maker, GOOD, new double[] {0, bad}).withMessageContaining("output 1");
            assertRefused(maker, new double[] {bad, 0}, GOOD).withMessageContaining("output 0");
        }
    }

    static Stream<Named<BiFunction<double[], double[], ?>>> makers() {
        BitMatrix weights = BitMatrix.of(2, 3, new long[2]);
        return Stream.of(
                Named.of("Scores", Scores::new),
                Named.of("Affine", Affine::new),
                Named.of("BinaryDenseOnFloats", (scale, offset) -> new BinaryDenseOnFloats(weights, scale, offset)));
    }

    private static ThrowableAssertAlternative<IllegalArgumentException> assertRefused(
            BiFunction<double[], double[], ?> maker, double[] scale, double[] offset) {
        return assertThatIllegalArgumentException().isThrownBy(() -> maker.apply(scale, offset));
    }
}
