package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.ChannelwiseInput.CHANNELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.arrays.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Forward and gradients, element by element, in plain loops. */
class RPReLULayerTest {

    private static final float[] SHIFT_IN = {0, .5f, -.5f, .25f};
    private static final float[] SLOPE = {.25f, -.5f, 2, 0};
    private static final float[] SHIFT_OUT = {1, 0, -.5f, .125f};

    private static OneLayer layer(DataType type, boolean channelsLast) {
        OneLayer layer = OneLayer.of(
                type,
                new RPReLULayer.Builder()
                        .nIn(CHANNELS)
                        .channelsLast(channelsLast)
                        .build());
        layer.layer().getParam("b1").assign(Nd4j.createFromArray(SHIFT_IN).castTo(type));
        layer.layer().getParam("a").assign(Nd4j.createFromArray(SLOPE).castTo(type));
        layer.layer().getParam("b2").assign(Nd4j.createFromArray(SHIFT_OUT).castTo(type));
        return layer;
    }

    @ParameterizedTest
    @EnumSource
    void isAPReLUBetweenShiftsChannelByChannel(ChannelwiseInput kind) {
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
                double[] ofShiftIn = new double[CHANNELS];
                double[] ofSlope = new double[CHANNELS];
                double[] ofShiftOut = new double[CHANNELS];
                for (int i = 0; i < values.length; i++) {
                    int channel = kind.channel(i);
                    double z = values[i] + SHIFT_IN[channel];
                    double slope = z >= 0 ? 1 : SLOPE[channel];
                    assertThat(out[i]).isCloseTo(slope * z + SHIFT_OUT[channel], within(1e-5));
                    assertThat(gradient[i]).isCloseTo(slope * dy[i], within(1e-5));
                    ofShiftIn[channel] += slope * dy[i];
                    ofSlope[channel] += Math.min(z, 0) * dy[i];
                    ofShiftOut[channel] += dy[i];
                }
                assertThat(Elements.doubles(layer.gradient("b1")))
                        .containsExactly(ofShiftIn, within(1e-4 + 1e-7 * values.length));
                assertThat(Elements.doubles(layer.gradient("a")))
                        .containsExactly(ofSlope, within(1e-4 + 1e-7 * values.length));
                assertThat(Elements.doubles(layer.gradient("b2")))
                        .containsExactly(ofShiftOut, within(1e-4 + 1e-7 * values.length));
            }
        }
    }

    @Test
    void beginsAsALeakyRectifierWithAQuarter() {
        OneLayer layer = OneLayer.of(
                DataType.FLOAT, new RPReLULayer.Builder().nIn(2).nOut(2).build());

        INDArray x = Nd4j.createFromArray(new float[][] {{-4, 4}, {0, Float.NaN}});
        assertThat(Elements.floats(layer.predict(x))).containsExactly(-1, 4, 0, Float.NaN);
        assertThat(OneLayer.of(
                                DataType.FLOAT,
                                new RPReLULayer.Builder()
                                        .nIn(1)
                                        .initialSlope(.5)
                                        .build())
                        .layer()
                        .getParam("a"))
                .isEqualTo(Nd4j.createFromArray(.5f));
    }
}
