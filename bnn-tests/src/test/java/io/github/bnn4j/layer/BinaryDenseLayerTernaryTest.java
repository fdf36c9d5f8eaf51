package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.assertClose;
import static io.github.bnn4j.layer.Reference.assertSame;
import static io.github.bnn4j.layer.Reference.multiply;
import static io.github.bnn4j.layer.Reference.transpose;
import static io.github.bnn4j.layer.Reference.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.SteTernary;
import io.github.bnn4j.quantizer.StochasticSign;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Products by bits where something changes between passes, and where they must leave the work to others. */
class BinaryDenseLayerTernaryTest {

    private static final int ROWS = 5;
    private static final int IN = 70;
    private static final int OUT = 66;

    private final Random random = new Random(1);

    private static OneLayer layer(int in, int out, Quantizer quantizer) {
        Nd4j.getRandom().setSeed(3);
        return OneLayer.of(
                DataType.FLOAT,
                new BinaryDenseLayer.Builder()
                        .nIn(in)
                        .nOut(out)
                        .kernelQuantizer(quantizer)
                        .build());
    }

    private static OneLayer layer() {
        return layer(IN, OUT, new SteSign());
    }

    private INDArray ternary(int rows, int columns) {
        return floats(TernaryInput.random(rows, columns, 1, TernaryInput.Zeros.SOME, random));
    }

    private static INDArray floats(double[][] x) {
        return Nd4j.createFromArray(x).castTo(DataType.FLOAT);
    }

    private static double[][] product(INDArray x, OneLayer layer) {
        return multiply(values(x), values(Reference.signed(layer.kernel(), 1)));
    }

    private static void assertExact(INDArray y, double[][] expected) {
        assertThat(values(y)).isDeepEqualTo(expected);
    }

    /** Parameters change in place in training, and so do the inputs' buffers. */
    @Test
    void everyForwardPassLooksAtKernelAndInputAnew() {
        OneLayer layer = layer();
        INDArray x = ternary(ROWS, IN);
        for (int pass = 0; pass < 4; pass++) {
            assertExact(layer.train(x), product(x, layer));
            assertExact(layer.predict(x), product(x, layer));
            layer.kernel().putScalar(pass, 60, -layer.kernel().getDouble(pass, 60));
            layer.kernel().putScalar(69, pass, -layer.kernel().getDouble(69, pass));
            x.putScalar(2, pass, x.getDouble(2, pass) == 1 ? -1 : 1);
        }
    }

    /** The way of multiplying is chosen at each pass; backward goes the way that forward went. */
    @Test
    void ternaryAndRealInputsInTurn() {
        OneLayer layer = layer();
        for (int pass = 0; pass < 6; pass++) {
            INDArray x = ternary(ROWS, IN);
            if (pass % 2 == 1) {
                x.putScalar(ROWS - 1, IN - 1, pass == 1 ? 0.5 : -1.0000001);
            }
            layer.kernel().muli(pass % 3 == 0 ? -1 : 1);
            INDArray epsilon = Nd4j.randn(DataType.FLOAT, ROWS, OUT);
            assertClose(layer.train(x), product(x, layer), 1e-6);
            double[][] signed = values(Reference.signed(layer.kernel(), 1));
            assertClose(layer.backward(epsilon), multiply(values(epsilon), transpose(signed)), 1e-6);
            assertClose(layer.gradient("W"), multiply(transpose(values(x)), values(epsilon)), 1e-6);
        }
    }

    /** One value of another magnitude, anywhere. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 69", "4, 0", "4, 69", "2, 31", "2, 64"})
    void aSingleOtherValueCounts(int row, int column) {
        OneLayer layer = layer();
        INDArray x = ternary(ROWS, IN);
        x.putScalar(row, column, 0.75);
        assertExact(layer.train(x), product(x, layer));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "69, 65", "33, 64"})
    void nanInTheKernelIsNotHidden(int input, int output) {
        OneLayer layer = layer();
        INDArray x = ternary(ROWS, IN);
        double[][] expected = product(x, layer);
        layer.kernel().putScalar(input, output, Double.NaN);
        for (INDArray y : List.of(layer.predict(x), layer.train(x))) {
            for (int row = 0; row < ROWS; row++) {
                for (int n = 0; n < OUT; n++) {
                    assertThat(y.getDouble(row, n))
                            .isEqualTo(Double.valueOf(n == output ? Double.NaN : expected[row][n]));
                }
            }
        }
        assertThat(layer.backward(Nd4j.ones(DataType.FLOAT, ROWS, OUT))
                        .getColumn(input)
                        .toDoubleVector())
                .containsOnly(Double.NaN);
        layer.kernel().putScalar(input, output, 1);
        assertExact(layer.train(x), product(x, layer));
    }

    /** An example with NaN or infinity is lost, but not those beside it. */
    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void inputThatIsNotFinite(float number) {
        OneLayer layer = layer();
        INDArray x = Nd4j.create(DataType.FLOAT, ROWS, IN);
        x.getRow(1).assign(number);
        INDArray y = layer.train(x);
        assertThat(y.getRow(0).toDoubleVector()).containsOnly(0);
        assertThat(y.getRow(1).toDoubleVector())
                .as("sums of infinities of both signs")
                .containsOnly(Double.NaN);
        assertThat(y.getRow(2).toDoubleVector()).containsOnly(0);
    }

    @Test
    void backwardAlone() {
        OneLayer layer = layer();
        layer.train(ternary(2, IN));
        layer.kernel().negi();
        INDArray x = ternary(ROWS, IN);
        INDArray epsilon = Nd4j.randn(DataType.FLOAT, ROWS, OUT);
        layer.layer().setInput(x, LayerWorkspaceMgr.noWorkspaces());
        double[][] signed = values(Reference.signed(layer.kernel(), 1));
        assertClose(layer.backward(epsilon), multiply(values(epsilon), transpose(signed)), 1e-6);
        assertClose(layer.gradient("W"), multiply(transpose(values(x)), values(epsilon)), 1e-6);
    }

    /** Backward unpacks some inputs at a time; the last time fewer, in the second case a single one. */
    @ParameterizedTest
    @CsvSource({"3000, 1000, 1", "3000, 1000, 4", "33, 70000, 1", "33, 70000, 3", "4193, 501, 2"})
    void moreThanIsUnpackedAtOnce(int in, int out, int rows) {
        OneLayer layer = layer(in, out, new SteSign());
        INDArray x = ternary(rows, in);
        INDArray signed = layer.kernel().gte(0).castTo(DataType.FLOAT).muli(2).subi(1);
        assertSame(layer.train(x), x.mmul(signed));
        INDArray epsilon = Nd4j.randn(DataType.FLOAT, rows, out);
        for (int pass = 0; pass < 2; pass++) {
            assertClose(layer.backward(epsilon), epsilon.mmul(signed.transpose()), 3e-6);
        }
    }

    /** Forward takes some hundred examples at a time. */
    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257, 600, 3})
    void manyExamples(int rows) {
        OneLayer layer = layer();
        INDArray x = ternary(rows, IN);
        assertExact(layer.predict(x), product(x, layer));
        INDArray fewer = ternary(7, IN);
        assertExact(layer.train(fewer), product(fewer, layer));
    }

    static List<Quantizer> notSigns() {
        return List.of(
                new StochasticSign(StochasticSign.Inference.EXPECTED_VALUE),
                new SteTernary(),
                SteTernary.weightScaled(),
                new MagnitudeAwareSign());
    }

    @ParameterizedTest
    @MethodSource("notSigns")
    void quantizersWithOtherValues(Quantizer quantizer) {
        OneLayer layer = layer(IN, OUT, quantizer);
        INDArray quantized = layer.kernel().ulike();
        quantizer.quantize(layer.kernel(), quantized, false);
        INDArray x = ternary(ROWS, IN);
        assertClose(layer.predict(x), multiply(values(x), values(quantized)), 1e-6);
    }

    /** Deterministic at inference, where products may be by bits, but drawn anew in each pass of training. */
    @Test
    void stochasticSignIsDrawnInTraining() {
        OneLayer layer = layer(IN, OUT, new StochasticSign());
        INDArray identity = Nd4j.eye(IN).castTo(DataType.FLOAT);
        assertSame(layer.predict(identity).dup('c'), Reference.signed(layer.kernel(), 1));
        INDArray first = layer.train(identity).dup();
        INDArray epsilon = Nd4j.randn(DataType.FLOAT, IN, OUT);
        assertClose(layer.backward(epsilon), multiply(values(epsilon), transpose(values(first))), 1e-6);
        assertThat(values(layer.train(identity))).isNotEqualTo(values(first));
        assertThat(first.meanNumber().doubleValue()).isBetween(-0.1, 0.1);
        assertThat(first.equals(Reference.signed(layer.kernel(), 1))).isFalse();
        assertSame(layer.predict(identity).dup('c'), Reference.signed(layer.kernel(), 1));
    }

    /** A kernel from weight noise may lie in memory as it likes, other than the parameters. */
    @Test
    void aNoisyKernelInAnotherOrder() {
        OneLayer layer = OneLayer.of(
                DataType.FLOAT,
                new BinaryDenseLayer.Builder()
                        .nIn(IN)
                        .nOut(OUT)
                        .weightNoise(new NegatedInTraining())
                        .build());
        INDArray x = ternary(ROWS, IN);
        double[][] expected = product(x, layer);
        assertExact(layer.predict(x), expected);
        for (double[] row : expected) {
            for (int n = 0; n < OUT; n++) {
                row[n] = -row[n] + 0.0;
            }
        }
        assertExact(layer.train(x), expected);
        INDArray epsilon = Nd4j.randn(DataType.FLOAT, ROWS, OUT);
        double[][] signed = values(Reference.signed(layer.kernel().neg(), 1));
        assertClose(layer.backward(epsilon), multiply(values(epsilon), transpose(signed)), 1e-6);
    }

    private static final class NegatedInTraining implements IWeightNoise {

        private static final long serialVersionUID = 1;

        @Override
        public INDArray getParameter(
                Layer layer, String key, int iteration, int epoch, boolean train, LayerWorkspaceMgr workspaceMgr) {
            INDArray param = layer.getParam(key);
            return train ? param.neg().dup('c') : param;
        }

        @Override
        public IWeightNoise clone() {
            return new NegatedInTraining();
        }
    }
}
