package io.github.bnn4j.graph.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.graph.FloatComparison;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.packed.layer.ValueType;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A threshold is a float, and no float is on its wrong side. */
class FloatThresholdTest {

    private static final Node NODE = Node.of(
            "Layer 3",
            Draw.sign(Draw.example(ValueType.FLOATS, 1, 1)).operation(),
            Draw.example(ValueType.FLOATS, 1, 1));

    private static boolean positive(FloatComparison comparison, float x) {
        return comparison.inverted()[0] == 1
                ? x <= comparison.thresholds()[0]
                : x >= comparison.thresholds()[0];
    }

    private static FloatComparison of(double scale, double offset) {
        return FloatThreshold.of(Draw.scaling(new double[] {scale}, new double[] {offset}), NODE);
    }

    /** Exact numbers: what rounding in double precision does to the quotient is far less than floats tell apart. */
    @Property
    void theFloatsAroundItAreOnTheirSides(@ForAll float a, @ForAll float b) {
        if (a == 0) {
            return;
        }
        FloatComparison comparison = of(a, b);
        float near = (float) (-(double) b / a);
        for (float x :
                new float[] {Math.nextDown(near), near, Math.nextUp(near), 0, -near, Float.MAX_VALUE, -Float.MAX_VALUE
                }) {
            if (Float.isFinite(x)) {
                BigDecimal y = new BigDecimal(a).multiply(new BigDecimal(x)).add(new BigDecimal(b));
                boolean tie = Math.abs(x + (double) b / a) <= 1e-13 * Math.abs((double) b / a);
                assertThat(positive(comparison, x)).isEqualTo(tie || y.signum() >= 0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, -0.5, 0.5, 0",
        "-1, -0.5, -0.5, 1",
        "2, 0, -0.0, 0",
        "0, 0, -Infinity, 0",
        "0, 3, -Infinity, 0",
        "0, -3, Infinity, 0",
        "1e-300, 1e10, -Infinity, 0",
        "1e-300, -1e10, Infinity, 0",
        "-1e-300, 1e10, Infinity, 1"
    })
    void thresholds(double scale, double offset, float threshold, long inverted) {
        FloatComparison comparison = of(scale, offset);

        assertThat(comparison.thresholds()[0] + 0f).isEqualTo(threshold + 0f);
        assertThat(comparison.inverted()).containsExactly(inverted);
    }

    /** Between two floats, the next one that is on its right side. */
    @Test
    void thresholdsThatAreNoFloats() {
        double between = 1 + Math.ulp(1f) / 3.0;

        assertThat(of(1, -between).thresholds()).containsExactly(Math.nextUp(1f));
        assertThat(of(-1, between).thresholds()).containsExactly(1f);
    }

    /** A tenth is no double: three of them must be found where DL4J has a zero. */
    @Test
    void zerosThatRoundingWouldLose() {
        for (int i = 1; i < 100; i++) {
            double scale = 1.0 / i;
            assertThat(of(scale, -scale * 3).thresholds()).containsExactly(3f);
            assertThat(of(-scale, scale * 3).thresholds()).containsExactly(3f);
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN, 0", "Infinity, 0", "1, NaN", "0, NaN", "-1, -Infinity"})
    void whatIsNotFiniteIsRefused(double scale, double offset) {
        assertThatThrownBy(() -> FloatThreshold.of(
                        new Scaling(new double[] {1, scale}, new double[] {0, offset}, new double[2]), NODE))
                .isInstanceOf(NotPackableException.class)
                .hasMessage(
                        "Layer 3 cannot be packed: output 1 before it has scale " + scale + " and offset " + offset);
    }
}
