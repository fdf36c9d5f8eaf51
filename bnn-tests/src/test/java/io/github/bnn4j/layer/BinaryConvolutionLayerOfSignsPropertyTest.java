package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.quantizer.BinarySign;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Signs are multiplied as bits where all of the input are, and else in floats: loops over all indices give the same. */
class BinaryConvolutionLayerOfSignsPropertyTest {

    /** What the input has beside -a and +a. */
    enum Spoiled {
        NOT,
        NOT_AS_WELL,
        FIRST_IS_ZERO,
        LAST_IS_ZERO,
        LAST_IS_HALF
    }

    @Property(tries = 120)
    void productsAreThoseOfLoops(
            @ForAll @IntRange(min = 1, max = 4) int examples,
            @ForAll @IntRange(min = 1, max = 70) int in,
            @ForAll @IntRange(min = 1, max = 40) int out,
            @ForAll @IntRange(min = 1, max = 3) int kernel,
            @ForAll @IntRange(min = 1, max = 2) int stride,
            @ForAll @IntRange(min = 1, max = 2) int dilation,
            @ForAll @IntRange(min = 0, max = 3) int padding,
            @ForAll PaddingValue value,
            @ForAll Spoiled spoiled,
            @ForAll boolean whole,
            @ForAll long seed) {
        Random random = new Random(seed);
        double magnitude = whole ? 1 : 0.3f;
        double h = whole ? 1 : 0.7f;
        int height = 5 + random.nextInt(4);
        int width = 5 + random.nextInt(4);
        OneLayer layer = OneLayer.of(
                DataType.FLOAT,
                new BinaryConvolutionLayer.Builder(kernel, kernel)
                        .stride(stride, stride)
                        .dilation(dilation, dilation)
                        .padding(padding, padding)
                        .convolutionMode(ConvolutionMode.Truncate)
                        .paddingValue(value)
                        .kernelBound(h)
                        .nIn(in)
                        .nOut(out)
                        .build());
        double[][][][] x = new double[examples][in][height][width];
        double[][][][] w = new double[out][in][kernel][kernel];
        INDArray input = Nd4j.create(DataType.FLOAT, examples, in, height, width);
        for (int e = 0; e < examples; e++) {
            for (int c = 0; c < in; c++) {
                for (int i = 0; i < height; i++) {
                    for (int j = 0; j < width; j++) {
                        boolean last = e == examples - 1 && c == in - 1 && i == height - 1 && j == width - 1;
                        boolean first = e == 0 && c == 0 && i == 0 && j == 0;
                        double v = random.nextBoolean() ? magnitude : -magnitude;
                        v = first && spoiled == Spoiled.FIRST_IS_ZERO || last && spoiled == Spoiled.LAST_IS_ZERO
                                ? 0
                                : v;
                        x[e][c][i][j] = last && spoiled == Spoiled.LAST_IS_HALF ? v / 2 : v;
                        input.putScalar(new int[] {e, c, i, j}, x[e][c][i][j]);
                    }
                }
            }
        }
        INDArray latent = layer.kernel();
        for (int n = 0; n < out; n++) {
            for (int c = 0; c < in; c++) {
                for (int i = 0; i < kernel; i++) {
                    for (int j = 0; j < kernel; j++) {
                        w[n][c][i][j] = h * BinarySign.of(latent.getDouble(n, c, i, j));
                    }
                }
            }
        }

        INDArray y = layer.train(input);
        int outHeight = (int) y.size(2);
        int outWidth = (int) y.size(3);
        assertThat(outHeight).isEqualTo((height + 2 * padding - (kernel - 1) * dilation - 1) / stride + 1);
        INDArray delta = Nd4j.create(DataType.FLOAT, y.shape());
        double[][][][] dx = new double[examples][in][height][width];
        double[][][][] dw = new double[out][in][kernel][kernel];
        double tolerance = whole && spoiled != Spoiled.LAST_IS_HALF ? 0 : 1e-6 * in * kernel * kernel;
        for (int e = 0; e < examples; e++) {
            for (int n = 0; n < out; n++) {
                for (int p = 0; p < outHeight; p++) {
                    for (int q = 0; q < outWidth; q++) {
                        double d = random.nextInt(9) - 4;
                        delta.putScalar(new int[] {e, n, p, q}, d);
                        double sum = 0;
                        for (int c = 0; c < in; c++) {
                            for (int i = 0; i < kernel; i++) {
                                for (int j = 0; j < kernel; j++) {
                                    int r = p * stride + i * dilation - padding;
                                    int s = q * stride + j * dilation - padding;
                                    boolean inside = r >= 0 && r < height && s >= 0 && s < width;
                                    double v = inside ? x[e][c][r][s] : value == PaddingValue.ONE ? 1 : 0;
                                    sum += v * w[n][c][i][j];
                                    dw[n][c][i][j] += v * d;
                                    if (inside) {
                                        dx[e][c][r][s] += d * w[n][c][i][j];
                                    }
                                }
                            }
                        }
                        assertThat(Math.abs(y.getDouble(e, n, p, q) - sum)).isLessThanOrEqualTo(tolerance);
                    }
                }
            }
        }
        assertThat(layer.predict(input)).isEqualTo(y);
        layer.train(input);
        assertSame(layer.backward(delta), dx, whole ? 0 : 1e-5 * out * kernel * kernel);
        assertSame(layer.gradient("W"), dw, whole ? 0 : 1e-5 * examples * height * width);
    }

    private static void assertSame(INDArray actual, double[][][][] expected, double tolerance) {
        for (int a = 0; a < expected.length; a++) {
            for (int b = 0; b < expected[a].length; b++) {
                for (int i = 0; i < expected[a][b].length; i++) {
                    for (int j = 0; j < expected[a][b][i].length; j++) {
                        assertThat(Math.abs(actual.getDouble(a, b, i, j) - expected[a][b][i][j]))
                                .as("[%d, %d, %d, %d]", a, b, i, j)
                                .isLessThanOrEqualTo(tolerance);
                    }
                }
            }
        }
    }

    /** Of NaN there is no bit. */
    @Test
    void aKernelWithNaNGivesNaN() {
        OneLayer layer = OneLayer.of(
                DataType.FLOAT,
                new BinaryConvolutionLayer.Builder(3, 3).nIn(2).nOut(3).build());
        layer.kernel().putScalar(new int[] {1, 0, 2, 2}, Double.NaN);
        INDArray y = layer.train(Nd4j.ones(DataType.FLOAT, 2, 2, 4, 4));
        assertThat(y.getDouble(0, 1, 0, 0)).isNaN();
        assertThat(y.getDouble(0, 0, 0, 0)).isNotNaN();
    }
}
