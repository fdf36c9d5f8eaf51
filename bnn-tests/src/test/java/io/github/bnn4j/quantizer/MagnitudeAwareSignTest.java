package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.MatrixArbitraries;
import io.github.bnn4j.arrays.Placed;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** XNOR-Net's kernels: for each output, the sign times the mean magnitude of the weights that lead to it. */
class MagnitudeAwareSignTest {

    @Property(tries = 400)
    void denseForwardScalesEachColumn(
            @ForAll("numbers") double[][] kernel,
            @ForAll("types") DataType type,
            @ForAll Layout layout,
            @ForAll Layout outLayout) {
        Placed x = layout.place(type, kernel);
        Placed out = outLayout.place(type, kernel.length, kernel[0].length);

        new MagnitudeAwareSign().quantize(x.matrix(), out.matrix(), true);

        double[][] actual = out.read();
        for (int in = 0; in < kernel.length; in++) {
            for (int output = 0; output < kernel[in].length; output++) {
                assertThat(actual[in][output])
                        .isCloseTo(columnMean(kernel, output) * ScalarRule.sign(kernel[in][output]), within(1e-6));
            }
        }
        x.assertHolds("x is not modified", kernel);
        out.assertSurroundingsUntouched();
    }

    @Property(tries = 400)
    void denseBackwardScalesAndCuts(
            @ForAll("numbers") double[][] kernel,
            @ForAll("types") DataType type,
            @ForAll Layout layout,
            @ForAll Layout gradientLayout) {
        for (double clip : new double[] {0.5, 1, Double.POSITIVE_INFINITY}) {
            Placed x = layout.place(type, kernel);
            double[][] gradients = new double[kernel.length][kernel[0].length];
            for (double[] row : gradients) {
                java.util.Arrays.fill(row, -2);
            }
            Placed gradient = gradientLayout.place(type, gradients);

            new MagnitudeAwareSign(clip).backpropKernel(x.matrix(), gradient.matrix());

            double[][] actual = gradient.read();
            for (int in = 0; in < kernel.length; in++) {
                for (int output = 0; output < kernel[in].length; output++) {
                    double slope = Math.abs(kernel[in][output]) <= clip ? columnMean(kernel, output) : 0;
                    assertThat(actual[in][output]).isCloseTo(-2 * slope, within(1e-6));
                }
            }
            gradient.assertSurroundingsUntouched();
        }
    }

    /** Kernels of convolutions are [out, in, kh, kw]: one scale for each of the first dimension. */
    @Example
    void convolutionForwardAndBackwardScaleEachOutputChannel() {
        for (long[] shape : new long[][] {{3, 2, 2, 4}, {1, 2, 3, 3}, {3, 1, 1, 1}, {1, 1, 1, 1}}) {
            for (char order : new char[] {'c', 'f'}) {
                INDArray kernel = Nd4j.create(DataType.DOUBLE, shape, order);
                INDArray gradient = Nd4j.create(DataType.DOUBLE, shape, order);
                double[] sums = new double[(int) shape[0]];
                long perOutput = kernel.length() / shape[0];
                for (long i = 0; i < kernel.length(); i++) {
                    double w = Math.sin(3 * i + 1) * 1.3;
                    kernel.putScalar(position(shape, i), w);
                    gradient.putScalar(position(shape, i), i + 1);
                    sums[position(shape, i)[0]] += Math.abs(w);
                }
                INDArray out = kernel.ulike();
                new MagnitudeAwareSign().quantize(kernel, out, false);
                new MagnitudeAwareSign().backpropKernel(kernel, gradient);
                for (long i = 0; i < kernel.length(); i++) {
                    double w = Math.sin(3 * i + 1) * 1.3;
                    double scale = sums[position(shape, i)[0]] / perOutput;
                    assertThat(out.getDouble(position(shape, i))).isCloseTo(scale * Math.signum(w), within(1e-12));
                    assertThat(gradient.getDouble(position(shape, i)))
                            .isCloseTo(Math.abs(w) <= 1 ? scale * (i + 1) : 0, within(1e-12));
                }
            }
        }
    }

    @Example
    void aNaNSpoilsItsOutputOnly() {
        Placed x = Layout.F_ORDER.place(DataType.FLOAT, new double[][] {{1, Double.NaN}, {-3, 2}});
        new MagnitudeAwareSign().quantize(x.matrix(), x.matrix(), true);
        double[][] q = x.read();
        assertThat(q[0][1]).isNaN();
        assertThat(new double[] {q[0][0], q[1][0]}).containsExactly(2, -2);
    }

    @Example
    void refusesActivationsAndOtherShapes() {
        assertThatThrownBy(() -> new MagnitudeAwareSign().backprop(Nd4j.ones(2, 2), Nd4j.ones(2, 2)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("MagnitudeAwareSign")
                .hasMessageContaining("activations");
        assertThatThrownBy(() -> new MagnitudeAwareSign().quantize(Nd4j.ones(2, 3, 4), Nd4j.ones(2, 3, 4), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2, 3, 4]");
    }

    private static double columnMean(double[][] kernel, int output) {
        double sum = 0;
        for (double[] row : kernel) {
            sum += Math.abs(row[output]);
        }
        return sum / kernel.length;
    }

    /** The index whose c-order number is i. */
    private static int[] position(long[] shape, long i) {
        int[] position = new int[shape.length];
        for (int dimension = shape.length - 1; dimension >= 0; dimension--) {
            position[dimension] = (int) (i % shape[dimension]);
            i /= shape[dimension];
        }
        return position;
    }

    @Provide
    Arbitrary<double[][]> numbers() {
        return MatrixArbitraries.ordinaryNumbers();
    }

    @Provide
    Arbitrary<DataType> types() {
        return MatrixArbitraries.types();
    }
}
