package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The curve of BNN+: beta at zero, slightly negative far out, and a number however far out. */
class SwishSignTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 5, 10})
    void isBetaAtZero(double beta) {
        assertThat(slope(new SwishSign(beta), DataType.DOUBLE, 0)).isEqualTo(beta);
        assertThat(slope(new SwishSign(beta), DataType.FLOAT, 0)).isEqualTo(beta);
    }

    /** Worked out with 30 digits: 5 (2 - 5 tanh 2.5) / (1 + cosh 5). */
    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void hasTheValueOfTheFormulaAtOne(double x) {
        double byHand = -0.1949922549003250486;
        assertThat(5 * (2 - 5 * Math.tanh(2.5)) / (1 + Math.cosh(5))).isCloseTo(byHand, within(1e-15));
        assertThat(slope(new SwishSign(), DataType.DOUBLE, x)).isCloseTo(byHand, within(1e-13));
        assertThat(slope(new SwishSign(), DataType.FLOAT, x)).isCloseTo(byHand, within(2e-6));
    }

    @ParameterizedTest
    @ValueSource(floats = {10, 100, 1000, 1e6f, 1e20f, 1e30f, 1e37f, 1e38f, Float.MAX_VALUE})
    void vanishesFarOutAndStaysANumber(float x) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            for (double beta : new double[] {0.1, 5, 20}) {
                double expected = ScalarRule.swish(beta).applyAsDouble(x);
                assertThat(slope(new SwishSign(beta), type, x))
                        .as("beta %s, x %s, %s", beta, x, type)
                        .isCloseTo(expected, within(1e-5));
                assertThat(slope(new SwishSign(beta), type, -x)).isCloseTo(expected, within(1e-5));
            }
        }
    }

    private static double slope(SwishSign quantizer, DataType type, double x) {
        INDArray gradient = Nd4j.ones(type, 1);
        quantizer.backprop(Nd4j.createFromArray(x).castTo(type), gradient);
        return gradient.getDouble(0);
    }
}
