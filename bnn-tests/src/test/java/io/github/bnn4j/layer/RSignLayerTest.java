package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.ChannelwiseInput.CHANNELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.SteSign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Forward and the pseudo-gradient, element by element, in plain loops. */
class RSignLayerTest {

    private static final float[] SHIFTS = {0, .5f, -.5f, .25f};

    private static OneLayer layer(DataType type, boolean channelsLast) {
        OneLayer layer = OneLayer.of(
                type,
                new RSignLayer.Builder()
                        .nOut(CHANNELS)
                        .channelsLast(channelsLast)
                        .build());
        layer.bias().assign(Nd4j.createFromArray(SHIFTS).castTo(type));
        return layer;
    }

    @ParameterizedTest
    @EnumSource
    void isTheSignOfWhatIsShiftedChannelByChannel(ChannelwiseInput kind) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray x = kind.draw(type, 1);
            INDArray before = x.dup();
            INDArray epsilon = kind.draw(type, 2);
            double[] values = Elements.doubles(x);
            double[] dy = Elements.doubles(epsilon);
            for (boolean training : new boolean[] {true, false}) {
                OneLayer layer = layer(type, kind.channelsLast());
                INDArray y = training ? layer.train(x) : layer.predict(x);
                INDArray dx = layer.backward(epsilon);

                assertThat(x).as("the input").isEqualTo(before);
                assertThat(y.shape()).isEqualTo(x.shape());
                assertThat(dx.shape()).isEqualTo(x.shape());
                double[] out = Elements.doubles(y);
                double[] gradient = Elements.doubles(dx);
                double[] ofShift = new double[CHANNELS];
                for (int i = 0; i < values.length; i++) {
                    int channel = kind.channel(i);
                    double z = values[i] + SHIFTS[channel];
                    assertThat(out[i]).isEqualTo(z >= 0 ? 1 : -1);
                    double expected = dy[i] * Math.max(0, 2 - 2 * Math.abs(z));
                    assertThat(gradient[i]).isCloseTo(expected, within(1e-5));
                    ofShift[channel] += expected;
                }
                assertThat(Elements.doubles(layer.gradient("b")))
                        .containsExactly(ofShift, within(1e-4 + 1e-7 * values.length));
            }
        }
    }

    @Test
    void zeroIsPositiveAndNotANumberStaysSo() {
        OneLayer layer = layer(DataType.FLOAT, false);
        INDArray x = Nd4j.createFromArray(
                new float[][] {{0f, -.5f, .5f, Float.NaN}, {-0f, Math.nextDown(-.5f), Math.nextDown(.5f), -.25f}});

        assertThat(Elements.floats(layer.predict(x))).containsExactly(1, 1, 1, Float.NaN, 1, -1, -1, 1);
    }

    @Test
    void theQuantizerIsAChoice() {
        assertThat(new RSignLayer.Builder().build().getQuantizer()).isEqualTo(new ApproxSign());
        OneLayer layer = OneLayer.of(
                DataType.FLOAT,
                new RSignLayer.Builder().nIn(2).quantizer(new SteSign(2)).build());

        layer.train(Nd4j.createFromArray(new float[][] {{1.9f, 2.1f}}));

        assertThat(layer.backward(Nd4j.createFromArray(new float[][] {{3f, 5f}})))
                .isEqualTo(Nd4j.createFromArray(new float[][] {{3f, 0f}}));
        assertThat(layer.gradient("b")).isEqualTo(Nd4j.createFromArray(3f, 0f));
    }
}
