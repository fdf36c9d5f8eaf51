package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.assertClose;
import static io.github.bnn4j.layer.Reference.multiply;
import static io.github.bnn4j.layer.Reference.transpose;
import static io.github.bnn4j.layer.Reference.values;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.SteTernary;
import io.github.bnn4j.quantizer.SwishSign;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Each kernel quantizer inside the layer: {@code Wb = H * q(W / H)}, and by the chain rule
 * {@code dL/dW = dL/dWb * q'(W / H)}: the two factors H cancel. The formulas are those of the quantizers' papers.
 */
class BinaryDenseLayerKernelQuantizerTest {

    private static final int IN = 13;
    private static final int OUT = 6;

    /** One weight's quantized value and pseudo-gradient, in units of H; the column is that of its output unit. */
    interface Formula {
        double of(double w, double[] column, double meanMagnitude);
    }

    record Case(String name, Quantizer quantizer, Formula value, Formula slope) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Formula SIGN = (w, column, mean) -> w >= 0 ? 1 : -1;
    private static final Formula UNMASKED = (w, column, mean) -> 1;

    static List<Arguments> cases() {
        List<Case> cases = List.of(
                new Case("SteSign", new SteSign(), SIGN, UNMASKED),
                new Case("SteSign, clip .25", new SteSign(0.25), SIGN, UNMASKED),
                new Case("ApproxSign", new ApproxSign(), SIGN, (w, c, m) -> Math.max(0, 2 - 2 * Math.abs(w))),
                new Case("SwishSign", new SwishSign(), SIGN, (w, c, m) -> swishSlope(5, w)),
                new Case("SwishSign, beta 2", new SwishSign(2), SIGN, (w, c, m) -> swishSlope(2, w)),
                new Case("SteTernary", new SteTernary(0.3), (w, c, m) -> w > 0.3 ? 1 : w < -0.3 ? -1 : 0, UNMASKED),
                new Case(
                        "SteTernary, weight scaled",
                        SteTernary.weightScaled(),
                        (w, c, m) -> w > 0.7 * m ? 1 : w < -0.7 * m ? -1 : 0,
                        UNMASKED),
                new Case(
                        "MagnitudeAwareSign",
                        new MagnitudeAwareSign(0.5),
                        (w, c, m) -> mean(c) * (w >= 0 ? 1 : -1),
                        (w, c, m) -> Math.abs(w) <= 0.5 ? mean(c) : 0));
        List<Arguments> arguments = new ArrayList<>();
        for (Case each : cases) {
            for (double h : new double[] {1, 0.5, 0.28}) {
                arguments.add(arguments(each, h));
            }
        }
        return arguments;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void followsItsFormula(Case given, double h) {
        Nd4j.getRandom().setSeed(3);
        OneLayer layer = OneLayer.of(
                DataType.DOUBLE,
                new BinaryDenseLayer.Builder()
                        .nIn(IN)
                        .nOut(OUT)
                        .kernelBound(h)
                        .kernelQuantizer(given.quantizer())
                        .build());
        INDArray x = Nd4j.rand(DataType.DOUBLE, 5, IN).subi(0.5);
        INDArray epsilon = Nd4j.rand(DataType.DOUBLE, 5, OUT).subi(0.5);
        double[][] quantized = apply(given.value(), values(layer.kernel()), h, h);

        assertClose(layer.predict(x), multiply(values(x), quantized), 1e-9);
        assertClose(layer.train(x), multiply(values(x), quantized), 1e-9);
        assertClose(layer.backward(epsilon), multiply(values(epsilon), transpose(quantized)), 1e-9);
        double[][] gradient = multiply(transpose(values(x)), values(epsilon));
        double[][] slope = apply(given.slope(), values(layer.kernel()), h, 1);
        for (int i = 0; i < IN; i++) {
            for (int j = 0; j < OUT; j++) {
                gradient[i][j] *= slope[i][j];
            }
        }
        assertClose(layer.gradient("W"), gradient, 1e-9);
    }

    /** Reductions over a dimension of length 1 are where ND4J's shapes are least regular. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 6", "6, 1"})
    void magnitudeOfASingleInputOrOutput(int in, int out) {
        OneLayer layer = OneLayer.of(
                DataType.DOUBLE,
                new BinaryDenseLayer.Builder()
                        .nIn(in)
                        .nOut(out)
                        .kernelQuantizer(new MagnitudeAwareSign())
                        .build());
        double[][] latent = values(layer.kernel());
        double[][] quantized = new double[in][out];
        double[][] slope = new double[in][out];
        for (int j = 0; j < out; j++) {
            for (int i = 0; i < in; i++) {
                slope[0][j] += Math.abs(latent[i][j]) / in;
            }
            for (int i = 0; i < in; i++) {
                slope[i][j] = slope[0][j];
                quantized[i][j] = latent[i][j] >= 0 ? slope[0][j] : -slope[0][j];
            }
        }
        assertClose(layer.train(Nd4j.eye(in).castTo(DataType.DOUBLE)), quantized, 1e-12);
        layer.backward(Nd4j.ones(DataType.DOUBLE, in, out));
        assertClose(layer.gradient("W"), slope, 1e-12);
    }

    private static double[][] apply(Formula rule, double[][] kernel, double h, double factor) {
        double[][] result = new double[IN][OUT];
        double sum = 0;
        for (double[] row : kernel) {
            for (double w : row) {
                sum += Math.abs(w / h);
            }
        }
        for (int j = 0; j < OUT; j++) {
            double[] column = new double[IN];
            for (int i = 0; i < IN; i++) {
                column[i] = kernel[i][j] / h;
            }
            for (int i = 0; i < IN; i++) {
                result[i][j] = factor * rule.of(column[i], column, sum / (IN * OUT));
            }
        }
        return result;
    }

    private static double mean(double[] column) {
        double sum = 0;
        for (double w : column) {
            sum += Math.abs(w);
        }
        return sum / column.length;
    }

    private static double swishSlope(double beta, double w) {
        return beta * (2 - beta * w * Math.tanh(beta * w / 2)) / (1 + Math.cosh(beta * w));
    }
}
