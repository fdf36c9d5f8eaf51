package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.layer.Elementwise.Function;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.assertj.core.data.Offset;

/** Each function against the formula in its Javadoc, up to the rounding to single precision. */
class ElementwisePropertyTest {

    private static final double PARAMETER = 0.3;

    @Property
    void relu(@ForAll float x) {
        assertFollows(Function.RELU, x, v -> Math.max(0, v));
    }

    @Property
    void leakyRelu(@ForAll float x) {
        assertFollows(Function.LEAKY_RELU, x, v -> v < 0 ? PARAMETER * v : v);
    }

    @Property
    void elu(@ForAll @FloatRange(min = -200, max = 200) float x) {
        assertFollows(Function.ELU, x, v -> v < 0 ? PARAMETER * (Math.exp(v) - 1) : v);
    }

    @Property
    void tanh(@ForAll float x) {
        assertFollows(Function.TANH, x, Math::tanh);
    }

    @Property
    void hardTanh(@ForAll @FloatRange(min = -3, max = 3) float x) {
        assertFollows(Function.HARD_TANH, x, v -> v < -1 ? -1 : v > 1 ? 1 : v);
    }

    @Property
    void sigmoid(@ForAll @FloatRange(min = -2000, max = 2000) float x) {
        assertFollows(Function.SIGMOID, x, v -> 1 / (1 + Math.exp(-v)));
    }

    @Property
    void hardSigmoid(@ForAll @FloatRange(min = -5, max = 5) float x) {
        assertFollows(Function.HARD_SIGMOID, x, v -> {
            double line = 0.2 * v + 0.5;
            return line < 0 ? 0 : line > 1 ? 1 : line;
        });
    }

    @Property
    void softplus(@ForAll @FloatRange(min = -700, max = 700) float x) {
        assertFollows(Function.SOFTPLUS, x, v -> Math.log(1 + Math.exp(v)));
    }

    @Property
    void softsign(@ForAll float x) {
        assertFollows(Function.SOFTSIGN, x, v -> v / (1 + Math.abs(v)));
    }

    @Property
    void swish(@ForAll @FloatRange(min = -2000, max = 2000) float x) {
        assertFollows(Function.SWISH, x, v -> v / (1 + Math.exp(-v)));
    }

    private static void assertFollows(Function function, float x, DoubleUnaryOperator formula) {
        double expected = formula.applyAsDouble(x);
        var layer = new Elementwise(function, PARAMETER, 1);

        float actual = Rows.floatsOf(layer.apply(Rows.ofFloats(x)))[0][0];

        assertThat((double) actual)
                .as("%s of %s", function, x)
                .isCloseTo(expected, Offset.offset(1e-15 + Math.ulp((float) expected)));
    }
}
