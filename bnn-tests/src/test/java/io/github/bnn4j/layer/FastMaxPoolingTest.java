package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.memory.MemoryAccess;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The fast max pooling is DL4J's, equal maxima included, whatever the options. */
class FastMaxPoolingTest {

    record Variant(
            DataType type,
            int height,
            int width,
            int[] size,
            int[] stride,
            int[] padding,
            ConvolutionMode mode,
            CNN2DFormat format) {

        <T extends SubsamplingLayer.Builder> T options(T builder) {
            builder.kernelSize(size)
                    .stride(stride)
                    .padding(padding)
                    .convolutionMode(mode)
                    .dataFormat(format);
            return builder;
        }
    }

    static Stream<Variant> variants() {
        return Stream.of(DataType.FLOAT, DataType.DOUBLE).flatMap(type -> Stream.of(CNN2DFormat.values())
                .flatMap(format -> Stream.of(
                        of(type, 8, 8, 2, 2, 2, 2, 0, ConvolutionMode.Truncate, format),
                        of(type, 9, 7, 2, 2, 2, 2, 0, ConvolutionMode.Truncate, format),
                        of(type, 6, 8, 3, 2, 3, 2, 0, ConvolutionMode.Same, format),
                        of(type, 7, 9, 2, 2, 2, 2, 0, ConvolutionMode.Same, format),
                        of(type, 7, 7, 3, 3, 2, 2, 0, ConvolutionMode.Strict, format),
                        of(type, 6, 4, 3, 2, 3, 2, 0, ConvolutionMode.Strict, format),
                        of(type, 8, 8, 2, 2, 2, 2, 1, ConvolutionMode.Truncate, format))));
    }

    private static Variant of(
            DataType type,
            int h,
            int w,
            int kh,
            int kw,
            int sh,
            int sw,
            int pad,
            ConvolutionMode mode,
            CNN2DFormat format) {
        return new Variant(type, h, w, new int[] {kh, kw}, new int[] {sh, sw}, new int[] {pad, pad}, mode, format);
    }

    /** Few whole numbers, so that a window has some maxima. */
    private static INDArray wholeNumbers(DataType type, long... shape) {
        return Nd4j.rand(DataType.DOUBLE, shape)
                .muli(4)
                .castTo(DataType.INT32)
                .castTo(type)
                .subi(2);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void isTheStockLayer(Variant variant) {
        Nd4j.getRandom().setSeed(3);
        OneLayer fast = OneLayer.of(
                variant.type(), variant.options(new FastMaxPooling.Builder(2)).build());
        OneLayer stock = OneLayer.of(
                variant.type(),
                variant.options(new SubsamplingLayer.Builder(PoolingType.MAX)).build());
        boolean channelsFirst = variant.format() == CNN2DFormat.NCHW;
        INDArray x = channelsFirst
                ? wholeNumbers(variant.type(), 3, 5, variant.height(), variant.width())
                : wholeNumbers(variant.type(), 3, variant.height(), variant.width(), 5);
        for (INDArray given :
                new INDArray[] {x, x.dup('f'), x.permute(0, 1, 3, 2).dup('c').permute(0, 1, 3, 2)}) {
            INDArray before = given.dup();
            INDArray y = fast.train(given);
            assertThat(y.dup('c')).isEqualTo(stock.train(given.dup('c')).dup('c'));
            INDArray epsilon = wholeNumbers(variant.type(), y.shape());
            INDArray dx = fast.backward(epsilon);
            assertThat(dx.dup('c')).isEqualTo(stock.backward(epsilon).dup('c'));
            assertThat(fast.predict(given).dup('c')).isEqualTo(y.dup('c'));
            assertThat(given).isEqualTo(before);
        }
    }

    @Test
    void zerosOfBothSignsAreEqual() {
        OneLayer fast = OneLayer.of(DataType.FLOAT, new FastMaxPooling.Builder(2).build());
        fast.train(Nd4j.createFromArray(new float[] {-0f, 0f, -1f, 0f}).reshape(1, 1, 2, 2));
        assertThat(fast.backward(Nd4j.ones(DataType.FLOAT, 1, 1, 1, 1))
                        .reshape(4)
                        .toFloatVector())
                .containsExactly(1, 0, 0, 0);
    }

    @Test
    @DisabledIfSystemProperty(
            named = MemoryAccess.PROPERTY,
            matches = MemoryAccess.OPERATIONS,
            disabledReason = "by operations it is DL4J's own layer, which passes over NaN")
    void noNumberStaysNoNumber() {
        OneLayer fast = OneLayer.of(DataType.FLOAT, new FastMaxPooling.Builder(2).build());
        INDArray y = fast.train(
                Nd4j.createFromArray(new float[] {1, Float.NaN, 2, 3}).reshape(1, 1, 2, 2));
        assertThat(y.getDouble(0)).isNaN();
    }

    @Test
    void comesBackFromJson() {
        NeuralNetConfiguration configuration = new NeuralNetConfiguration.Builder()
                .layer(new FastMaxPooling.Builder(3).build())
                .build();
        NeuralNetConfiguration read = NeuralNetConfiguration.fromJson(configuration.toJson());
        assertThat(read.getLayer()).isExactlyInstanceOf(FastMaxPooling.class).isEqualTo(configuration.getLayer());
        assertThat(((FastMaxPooling) read.getLayer()).getStride()).containsExactly(3, 3);
    }

    @Test
    void refusesOtherPooling() {
        assertThatThrownBy(() -> new FastMaxPooling.Builder(2)
                        .poolingType(PoolingType.AVG)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AVG");
    }
}
