package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.Placed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The random sign: +1 as often as the hard sigmoid says, drawn anew each time, from ND4J's generator. */
class StochasticSignTest {

    private static final int DRAWS = 40_000;

    @ParameterizedTest
    @CsvSource({"-0.9, 0.05", "-0.5, 0.25", "0, 0.5", "-0.0, 0.5", "0.3, 0.65", "0.8, 0.9"})
    void isPositiveAsOftenAsTheHardSigmoidSays(double x, double probability) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            Nd4j.getRandom().setSeed(42);
            INDArray q = Nd4j.valueArrayOf(new long[] {200, DRAWS / 200}, x, type);
            new StochasticSign().quantize(q, q, true);
            assertThat(q.reshape(DRAWS).toDoubleVector()).containsOnly(-1, 1);
            double frequency = (q.meanNumber().doubleValue() + 1) / 2;
            double sigma = Math.sqrt(probability * (1 - probability) / DRAWS);
            assertThat(frequency).as("%s", type).isCloseTo(probability, within(4 * sigma));
        }
    }

    /** Draws of different numbers do not depend on each other: neighbours agree as often as chance has it. */
    @Test
    void neighboursAreDrawnIndependently() {
        Nd4j.getRandom().setSeed(43);
        INDArray q = Nd4j.zeros(DataType.FLOAT, DRAWS);
        new StochasticSign().quantize(q, q, true);
        double[] signs = q.toDoubleVector();
        for (int lag : new int[] {1, 2, 64}) {
            int agreements = 0;
            for (int i = lag; i < signs.length; i++) {
                agreements += signs[i] == signs[i - lag] ? 1 : 0;
            }
            int pairs = signs.length - lag;
            assertThat((double) agreements / pairs).isCloseTo(0.5, within(4 * Math.sqrt(0.25 / pairs)));
        }
    }

    @ParameterizedTest
    @EnumSource(StochasticSign.Inference.class)
    void isCertainOutsideOfMinusOneToOne(StochasticSign.Inference inference) {
        double[][] numbers = new double[20][];
        double[][] expected = new double[20][];
        for (int i = 0; i < 20; i++) {
            numbers[i] = new double[] {-1.001, 1, 1.001, -50, 50, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
            expected[i] = new double[] {-1, 1, 1, -1, 1, -1, 1};
        }
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            for (Layout layout : Layout.values()) {
                for (Layout outLayout : Layout.values()) {
                    Placed out = outLayout.place(type, 20, 7);
                    new StochasticSign(inference)
                            .quantize(layout.place(type, numbers).matrix(), out.matrix(), true);
                    out.assertHolds(layout + " to " + outLayout, expected);
                }
            }
        }
    }

    /** A clipped kernel has many weights at exactly -1 and +1, where the hard sigmoid is 0 and 1: none may turn. */
    @ParameterizedTest
    @ValueSource(doubles = {-1, 1})
    void isCertainAtTheBoundsThemselves(double bound) {
        Nd4j.getRandom().setSeed(7);
        INDArray x = Nd4j.valueArrayOf(new long[] {1 << 22}, bound, DataType.FLOAT);
        INDArray out = x.ulike();
        for (int pass = 0; pass < 6; pass++) {
            new StochasticSign().quantize(x, out, true);
            assertThat(out.minNumber().doubleValue()).as("pass %s", pass).isEqualTo(bound);
            assertThat(out.maxNumber().doubleValue()).as("pass %s", pass).isEqualTo(bound);
        }
    }

    @Test
    void twoTrainingPassesDiffer() {
        Nd4j.getRandom().setSeed(3);
        assertThat(draw()).isNotEqualTo(draw());
    }

    @Test
    void theSameSeedDrawsTheSame() {
        Nd4j.getRandom().setSeed(3);
        double[] first = draw();
        Nd4j.getRandom().setSeed(3);
        assertThat(draw()).isEqualTo(first);
    }

    @Test
    void inferenceDrawsNothing() {
        Nd4j.getRandom().setSeed(3);
        double[] untouched = draw();
        for (StochasticSign.Inference inference : StochasticSign.Inference.values()) {
            Nd4j.getRandom().setSeed(3);
            new StochasticSign(inference).quantize(Nd4j.zeros(DataType.FLOAT, 5), Nd4j.zeros(DataType.FLOAT, 5), false);
            assertThat(draw())
                    .as("the generator after inference with %s", inference)
                    .isEqualTo(untouched);
        }
    }

    private static double[] draw() {
        INDArray q = Nd4j.zeros(DataType.FLOAT, 100);
        new StochasticSign().quantize(q, q, true);
        return q.toDoubleVector();
    }
}
