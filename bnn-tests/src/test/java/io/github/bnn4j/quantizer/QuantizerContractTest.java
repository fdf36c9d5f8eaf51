package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.Placed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link Quantizer} promises for each of its implementations. */
class QuantizerContractTest {

    private static final double[][] NUMBERS = {{-1.5, -1, -0.75, -0.01}, {0, 0.01, 0.5, 2.5}, {-0.2, 0.3, -0.4, 1}};

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

    @ParameterizedTest
    @MethodSource("all")
    void saysWhatItIsFor(Quantizer quantizer) {
        assertThat(quantizer.appliesToKernels()).isEqualTo(!(quantizer instanceof SteHeaviside));
        assertThat(quantizer.appliesToActivations())
                .isEqualTo(!Quantizers.kernelsOnly().contains(quantizer));
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysHowManyBitsAValueTakes(Quantizer quantizer) {
        int expected = quantizer instanceof SteTernary
                ? 2
                : quantizer.equals(new StochasticSign(StochasticSign.Inference.EXPECTED_VALUE)) ? 32 : 1;
        assertThat(quantizer.bits()).isEqualTo(expected);
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
