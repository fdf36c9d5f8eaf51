package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.StochasticSign;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is drawn, dropped and cut, seen through a convolution of one weight that is +1. */
class BinaryConvolutionLayerQuantizersTest {

    private static final int PIXELS = 400;

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(11);
    }

    private static BinaryConvolutionLayer.Builder oneWeight(CNN2DFormat format) {
        return new BinaryConvolutionLayer.Builder(1, 1).nIn(1).nOut(1).dataFormat(format);
    }

    private static OneLayer positive(BinaryConvolutionLayer.Builder builder) {
        OneLayer layer = OneLayer.of(DataType.FLOAT, builder.build());
        layer.kernel().assign(0.1);
        return layer;
    }

    private static INDArray image(CNN2DFormat format) {
        INDArray x = Nd4j.rand(DataType.FLOAT, 1, 1, 20, 20).muli(4).subi(2);
        return format == CNN2DFormat.NCHW ? x : x.permute(0, 2, 3, 1).dup('c');
    }

    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void quantizesThenDropsAndGoesBackTheSameWay(CNN2DFormat format) {
        OneLayer layer =
                positive(oneWeight(format).inputQuantizer(new SteSign()).dropOut(NoScaleDropout.dropRate(0.5)));
        INDArray x = image(format);
        float[] before = Elements.floats(x);
        float[] y = Elements.floats(layer.train(x));
        float[] gradient = Elements.floats(layer.backward(Nd4j.ones(DataType.FLOAT, x.shape())));
        int dropped = 0;
        for (int i = 0; i < PIXELS; i++) {
            if (y[i] == 0) {
                dropped++;
                assertThat(gradient[i]).isZero();
            } else {
                assertThat(y[i]).isEqualTo(before[i] >= 0 ? 1 : -1);
                assertThat(gradient[i]).isEqualTo(Math.abs(before[i]) <= 1 ? 1 : 0);
            }
        }
        assertThat(dropped).isBetween(PIXELS / 3, PIXELS * 2 / 3);
        assertThat(Elements.floats(layer.predict(x))).doesNotContain(0f);
        assertThat(Elements.floats(x)).as("the input is not modified").isEqualTo(before);
    }

    /** Padded pixels are not dropped. */
    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void padsAfterDropping(CNN2DFormat format) {
        OneLayer layer = positive(
                oneWeight(format).padding(1, 1).paddingValue(PaddingValue.ONE).dropOut(NoScaleDropout.dropRate(0.9)));
        float[] y = Elements.floats(layer.train(image(format)));
        for (int i = 0; i < 22; i++) {
            assertThat(y[i]).isEqualTo(1);
            assertThat(y[y.length - 1 - i]).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void backwardUsesTheDrawOfItsForward(ConvolutionKind kind) {
        int channels = 8;
        OneLayer layer = OneLayer.of(
                DataType.FLOAT,
                kind.builder(1, 1)
                        .nIn(channels)
                        .nOut(2 * channels)
                        .kernelQuantizer(new StochasticSign())
                        .build());
        // Channel by channel, one example each.
        INDArray x = Nd4j.eye(channels).castTo(DataType.FLOAT).reshape('c', channels, channels, 1, 1);
        float[][] first = draw(layer, x, channels);
        float[][] second = draw(layer, x, channels);
        assertThat(Arrays.deepEquals(first, second))
                .as("128 signs drawn twice are equal")
                .isFalse();
    }

    /** The whole layer as a matrix, once from forward and once from backward. */
    private static float[][] draw(OneLayer layer, INDArray x, int channels) {
        float[][] forward =
                layer.train(x).dup('c').reshape('c', channels, 2 * channels).toFloatMatrix();
        INDArray some = Nd4j.zeros(DataType.FLOAT, channels, 2 * channels, 1, 1);
        for (int half = 0; half < 2; half++) {
            for (int i = 0; i < channels; i++) {
                for (int j = 0; j < 2 * channels; j++) {
                    some.putScalar(new long[] {i, j, 0, 0}, half * channels + i == j ? 1 : 0);
                }
            }
            float[][] backward = layer.backward(some)
                    .dup('c')
                    .reshape('c', channels, channels)
                    .toFloatMatrix();
            for (int i = 0; i < channels; i++) {
                for (int j = 0; j < channels; j++) {
                    assertThat(backward[i][j]).isEqualTo(forward[j][half * channels + i]);
                }
            }
        }
        return forward;
    }
}
