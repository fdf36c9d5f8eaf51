package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.Placed;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Each quantizer of the library, a new one as well, keeps what {@link Quantizer} promises. */
class QuantizerContractTest {

    private static final double[][] NUMBERS = {{-1.5, -1, -0.75, -0.01}, {0, 0.01, 0.5, 2.5}, {-0.2, 0.3, -0.4, 1}};
    private static final double[][] NUMBERS_BUT_ZERO = {{-1.5, -1, -0.75, -0.01}, {0.2, 0.01, 0.5, 2.5}};

    static List<Quantizer> all() {
        return Quantizers.all();
    }

    static List<Quantizer> elementwise() {
        return Quantizers.elementwise();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aNaNStaysANaN(Quantizer quantizer) {
        for (Layout layout : Layout.values()) {
            for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
                for (boolean training : new boolean[] {true, false}) {
                    Placed x = layout.place(type, new double[][] {{-1, 2, 0.5}, {1, Double.NaN, 3}});
                    Placed out = Layout.C_ORDER.place(type, 2, 3);
                    quantizer.quantize(x.matrix(), out.matrix(), training);
                    assertThat(out.read()[1][1]).isNaN();
                    quantizer.quantize(x.matrix(), x.matrix(), training);
                    assertThat(x.read()[1][1]).isNaN();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void inPlaceGivesTheSameAndOutOfPlaceLeavesXAlone(Quantizer quantizer) {
        for (Layout layout : Layout.values()) {
            for (boolean training : new boolean[] {true, false}) {
                Placed x = layout.place(DataType.FLOAT, NUMBERS);
                double[][] before = x.read();
                Placed out = layout.place(DataType.FLOAT, 3, 4);
                Nd4j.getRandom().setSeed(5);
                quantizer.quantize(x.matrix(), out.matrix(), training);
                x.assertHolds("x is not modified", before);

                Nd4j.getRandom().setSeed(5);
                quantizer.quantize(x.matrix(), x.matrix(), training);
                x.assertHolds("result", out.read());
                assertThat(x.read()).as("something was quantized").isNotEqualTo(before);
                x.assertSurroundingsUntouched();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void backwardLeavesXAlone(Quantizer quantizer) {
        Placed x = Layout.F_ORDER.place(DataType.FLOAT, NUMBERS);
        double[][] before = x.read();
        if (quantizer.appliesToActivations()) {
            quantizer.backprop(x.matrix(), Nd4j.ones(DataType.FLOAT, 3, 4));
        }
        quantizer.backpropKernel(x.matrix(), Nd4j.ones(DataType.FLOAT, 3, 4));
        x.assertHolds("result", before);
    }

    /** A pseudo-gradient stands for a derivative: it is finite, of x alone, and moves what is near the threshold. */
    @ParameterizedTest
    @MethodSource("all")
    void backwardMultipliesEachGradientByAFiniteNumber(Quantizer quantizer) {
        List<BiConsumer<INDArray, INDArray>> backwards = quantizer.appliesToActivations()
                ? List.of(quantizer::backprop, quantizer::backpropKernel)
                : List.of(quantizer::backpropKernel);
        for (BiConsumer<INDArray, INDArray> backward : backwards) {
            INDArray x = Nd4j.createFromArray(NUMBERS);
            INDArray slopes = Nd4j.ones(DataType.DOUBLE, 3, 4);
            backward.accept(x, slopes);
            assertThat(Arrays.stream(slopes.reshape(12).toDoubleVector())).allMatch(Double::isFinite);
            INDArray far = Nd4j.ones(DataType.DOUBLE, 1, 2);
            backward.accept(Nd4j.createFromArray(new double[][] {{-1e4, 1e4}}), far);
            assertThat(Arrays.stream(far.toDoubleVector())).as("far out").allMatch(Double::isFinite);
            assertThat(slopes.getDouble(1, 0)).as("at 0").isPositive();
            assertThat(slopes.getDouble(0, 3)).as("near 0").isPositive();
            for (double factor : new double[] {0, -2, 8}) {
                INDArray gradient = Nd4j.valueArrayOf(new long[] {3, 4}, factor, DataType.DOUBLE);
                backward.accept(x, gradient);
                assertThat(gradient).as("of %s", factor).isEqualTo(slopes.mul(factor));
            }
        }
    }

    /** Activations come in any rank: those of a convolution as well. */
    @ParameterizedTest
    @MethodSource("elementwise")
    void everyRankIsQuantizedAlike(Quantizer quantizer) {
        INDArray four = Nd4j.linspace(DataType.DOUBLE, -1.3, 0.11, 24).reshape(2, 3, 2, 2);
        INDArray out = four.ulike();
        quantizer.quantize(four, out, false);
        INDArray flat = four.reshape(24).dup();
        quantizer.quantize(flat, flat, false);
        assertThat(out.reshape(24)).isEqualTo(flat);
        INDArray gradient = Nd4j.ones(DataType.DOUBLE, 2, 3, 2, 2);
        quantizer.backprop(four, gradient);
        INDArray flatGradient = Nd4j.ones(DataType.DOUBLE, 24);
        quantizer.backprop(four.reshape(24), flatGradient);
        assertThat(gradient.reshape(24)).isEqualTo(flatGradient);
    }

    /** A packed kernel holds signs, so a kernel is quantized to what has its sign, or to 0: {0, 1} are no such values. */
    @ParameterizedTest
    @MethodSource("all")
    void appliesToKernelsIfAValueIsAsFarFromZeroAsItsOpposite(Quantizer quantizer) {
        Placed x = Layout.C_ORDER.place(DataType.DOUBLE, NUMBERS_BUT_ZERO);
        Placed opposite = Layout.C_ORDER.place(DataType.DOUBLE, NUMBERS_BUT_ZERO);
        opposite.matrix().negi();
        quantizer.quantize(x.matrix(), x.matrix(), false);
        quantizer.quantize(opposite.matrix(), opposite.matrix(), false);
        assertThat(x.matrix().equals(opposite.matrix().neg())).isEqualTo(quantizer.appliesToKernels());
    }

    /** Activations are those of a few examples, however many: what becomes of one must not depend on others. */
    @ParameterizedTest
    @MethodSource("all")
    void appliesToActivationsIfItLooksAtEachValueAlone(Quantizer quantizer) {
        Placed together = Layout.C_ORDER.place(DataType.DOUBLE, NUMBERS);
        Placed alone = Layout.C_ORDER.place(DataType.DOUBLE, NUMBERS);
        quantizer.quantize(together.matrix(), together.matrix(), false);
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                Placed number = Layout.C_ORDER.place(DataType.DOUBLE, new double[][] {{NUMBERS[row][column]}});
                quantizer.quantize(number.matrix(), number.matrix(), false);
                alone.matrix().putScalar(row, column, number.read()[0][0]);
            }
        }
        assertThat(together.matrix().equals(alone.matrix())).isEqualTo(quantizer.appliesToActivations());
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysWhetherItIsTheSign(Quantizer quantizer) {
        INDArray x = Nd4j.createFromArray(0.3f, -0.3f, 0f, -0f, 1e-30f, -1e-30f, 7f, -7f, 0.01f, -0.01f, Float.NaN)
                .reshape(1, 11);
        float[] signs = {1, -1, 1, 1, 1, -1, 1, -1, 1, -1, Float.NaN};
        for (boolean training : new boolean[] {true, false}) {
            INDArray out = x.ulike();
            Nd4j.getRandom().setSeed(5);
            quantizer.quantize(x, out, training);
            assertThat(Arrays.equals(out.toFloatVector(), signs))
                    .as("training %s", training)
                    .isEqualTo(quantizer.isSign(training));
        }
    }

    /** Zero, of either sign, is no negative number: sign(0) is +1 everywhere, and 0 where that is a value. */
    @ParameterizedTest
    @MethodSource("all")
    void zeroGoesWithThePositiveNumbersOrStaysZero(Quantizer quantizer) {
        Placed x = Layout.C_ORDER.place(DataType.DOUBLE, new double[][] {{-2}, {-0.0}, {0}, {2}});
        quantizer.quantize(x.matrix(), x.matrix(), false);
        double[] q = x.matrix().reshape(4).toDoubleVector();
        assertThat(q[2]).isNotEqualTo(q[0]).isIn(q[3], 0.0);
        assertThat(q[1] + 0.0).as("of -0").isEqualTo(q[2] + 0.0);
    }

    /** Two values take one bit and three take two, a scale for each output aside; any number takes all of a float. */
    @ParameterizedTest
    @MethodSource("all")
    void saysHowManyBitsAValueTakes(Quantizer quantizer) {
        INDArray x = Nd4j.linspace(DataType.FLOAT, -3, 0.05, 121).reshape(121, 1);
        quantizer.quantize(x, x, false);
        int values = (int) Arrays.stream(x.reshape(121).toDoubleVector())
                .map(value -> value + 0.0) // -0 is no other value than 0
                .distinct()
                .count();
        assertThat(quantizer.bits()).isEqualTo(values > 16 ? 32 : 32 - Integer.numberOfLeadingZeros(values - 1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theBitsHoldTheValuesOfInference(Quantizer quantizer) {
        Placed x = Layout.C_ORDER.place(DataType.FLOAT, NUMBERS);
        quantizer.quantize(x.matrix(), x.matrix(), false);
        for (int column = 0; column < 4; column++) { // a scale for each output aside
            long values = Arrays.stream(x.matrix().getColumn(column).dup().toDoubleVector())
                    .distinct()
                    .count();
            assertThat(values).isBetween(1L, 1L << Math.min(quantizer.bits(), 20));
        }
    }
}
