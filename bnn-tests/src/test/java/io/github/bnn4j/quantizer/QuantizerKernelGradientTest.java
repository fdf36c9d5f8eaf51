package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.Placed;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A kernel's gradient passes unmasked (algorithm 1 of the paper), unless the quantizer's own paper has a curve. */
class QuantizerKernelGradientTest {

    private static final double[][] KERNEL = {{-5, -1.0001, -1, -0.5}, {0, 0.25, 1, 1.0001}, {3, -0.0, 2, 100}};
    private static final double[][] GRADIENT = {{1, -2, 3, -4}, {5, -6, 7, -8}, {9, -10, 11, -12}};

    static List<Quantizer> unmasked() {
        return List.of(
                new SteSign(),
                new SteSign(0.5),
                new StochasticSign(),
                new StochasticSign(StochasticSign.Inference.EXPECTED_VALUE),
                new SteTernary(),
                new SteTernary(0.5),
                SteTernary.weightScaled());
    }

    @ParameterizedTest
    @MethodSource("unmasked")
    void theStraightThroughKernelGradientPassesAsItIs(Quantizer quantizer) {
        Placed gradient = Layout.F_ORDER.place(DataType.FLOAT, GRADIENT);
        quantizer.backpropKernel(Layout.F_ORDER.place(DataType.FLOAT, KERNEL).matrix(), gradient.matrix());
        gradient.assertHolds("result", GRADIENT);
    }

    @Test
    void aQuantizerOfOnesOwnNeedNotMask() {
        Quantizer own = new Quantizer() {
            @Override
            public void quantize(INDArray x, INDArray out, boolean training) {
                throw new AssertionError("not asked for");
            }

            @Override
            public void backprop(INDArray x, INDArray gradient) {
                throw new AssertionError("not asked for");
            }
        };
        Placed gradient = Layout.C_ORDER.place(DataType.DOUBLE, GRADIENT);
        own.backpropKernel(Layout.C_ORDER.place(DataType.DOUBLE, KERNEL).matrix(), gradient.matrix());
        gradient.assertHolds("result", GRADIENT);
        assertThat(own.appliesToKernels()).isTrue();
        assertThat(own.appliesToActivations()).isTrue();
        assertThat(own.bits()).isEqualTo(1);
    }

    @Test
    void approxSignUsesItsCurveForKernelsToo() {
        assertCurve(new ApproxSign(), w -> Math.max(0, 2 - 2 * Math.abs(w)));
    }

    @Test
    void swishSignUsesItsCurveForKernelsToo() {
        assertCurve(new SwishSign(2), ScalarRule.swish(2));
    }

    private static void assertCurve(Quantizer quantizer, DoubleUnaryOperator slope) {
        Placed gradient = Layout.F_ORDER.place(DataType.DOUBLE, GRADIENT);
        quantizer.backpropKernel(Layout.F_ORDER.place(DataType.DOUBLE, KERNEL).matrix(), gradient.matrix());
        double[][] actual = gradient.read();
        for (int row = 0; row < KERNEL.length; row++) {
            for (int column = 0; column < KERNEL[row].length; column++) {
                assertThat(actual[row][column])
                        .as("at %s", KERNEL[row][column])
                        .isCloseTo(GRADIENT[row][column] * slope.applyAsDouble(KERNEL[row][column]), within(1e-12));
            }
        }
    }
}
