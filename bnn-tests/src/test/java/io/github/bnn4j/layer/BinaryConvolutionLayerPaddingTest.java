package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.quantizer.SteSign;
import java.util.Arrays;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Padding with ones is a convolution without padding of an input that somebody else has surrounded with ones. */
class BinaryConvolutionLayerPaddingTest {

    private static final int IN = 2;
    private static final int OUT = 4;
    private static final int HEIGHT = 5;
    private static final int WIDTH = 6;

    /** The padding that DL4J's rules make of the options, written out. */
    record Case(ConvolutionKind kind, ConvolutionMode mode, int[] kernel, int[] padding, int[] before, int[] behind) {

        @Override
        public String toString() {
            return kind + " " + mode + " " + Arrays.toString(kernel);
        }
    }

    static Stream<Case> cases() {
        return Stream.of(ConvolutionKind.values())
                .flatMap(kind -> Stream.of(
                        new Case(kind, ConvolutionMode.Truncate, two(3, 2), two(2, 1), two(2, 1), two(2, 1)),
                        new Case(kind, ConvolutionMode.Strict, two(3, 3), two(1, 0), two(1, 0), two(1, 0)),
                        new Case(kind, ConvolutionMode.Same, two(3, 3), two(0, 0), two(1, 1), two(1, 1)),
                        new Case(kind, ConvolutionMode.Same, two(2, 4), two(0, 0), two(0, 1), two(1, 2))));
    }

    private static int[] two(int height, int width) {
        return new int[] {height, width};
    }

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(5);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onesAreAsIfTheyWereInTheInput(Case which) {
        OneLayer padding = layer(which.kind()
                .builder(which.kernel())
                .nIn(IN)
                .nOut(OUT)
                .convolutionMode(which.mode())
                .padding(which.padding())
                .paddingValue(PaddingValue.ONE));
        OneLayer plain =
                layer(which.kind().builder(which.kernel()).nIn(IN).nOut(OUT).convolutionMode(ConvolutionMode.Truncate));
        INDArray x = wholeNumbers(3, IN, HEIGHT, WIDTH);
        INDArray surrounded = Nd4j.ones(
                DataType.FLOAT,
                3,
                IN,
                which.before()[0] + HEIGHT + which.behind()[0],
                which.before()[1] + WIDTH + which.behind()[1]);
        surrounded.get(inside(which)).assign(x);

        INDArray y = padding.train(x);
        assertSame(flat(y), flat(plain.train(surrounded)));
        assertSame(flat(padding.predict(x)), flat(plain.predict(surrounded)));
        padding.train(x);
        plain.train(surrounded);
        INDArray epsilon = wholeNumbers(y.shape());
        INDArray gradient = padding.backward(epsilon);
        assertThat(gradient.shape()).isEqualTo(x.shape());
        assertSame(flat(gradient), flat(plain.backward(epsilon).get(inside(which))));
        assertSame(flat(padding.gradient("W")), flat(plain.gradient("W")));
    }

    /** Else a padded input would have three values. */
    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void goesOnAfterTheInputQuantizer(CNN2DFormat format) {
        for (PaddingValue value : PaddingValue.values()) {
            OneLayer layer = layer(new BinaryConvolutionLayer.Builder(1, 1)
                    .nIn(IN)
                    .nOut(1)
                    .padding(1, 1)
                    .dataFormat(format)
                    .paddingValue(value)
                    .inputQuantizer(new SteSign()));
            layer.kernel().assign(1);
            layer.kernel().putScalar(0, 1, 0, 0, -1);
            // Two channels of -1 and +1 with weights +1 and -1 give -2; two channels of one padding value give 0.
            INDArray x = format == CNN2DFormat.NCHW
                    ? Nd4j.create(new float[] {-0.5f, 0.3f}, 1, 2, 1, 1)
                    : Nd4j.create(new float[] {-0.5f, 0.3f}, 1, 1, 1, 2);
            assertThat(Elements.floats(layer.predict(x))).containsExactly(0, 0, 0, 0, -2, 0, 0, 0, 0);
            layer.kernel().assign(1);
            float edge = (float) (2 * value.value());
            assertThat(Elements.floats(layer.predict(x)))
                    .containsExactly(edge, edge, edge, edge, 0, edge, edge, edge, edge);
        }
    }

    /** Of one seed: layers of the same shape have the same kernels. */
    private static OneLayer layer(BaseBinaryConvolutionLayer.BaseBuilder<?> builder) {
        return OneLayer.of(DataType.FLOAT, builder.build());
    }

    private static INDArrayIndex[] inside(Case which) {
        return new INDArrayIndex[] {
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.interval(which.before()[0], which.before()[0] + HEIGHT),
            NDArrayIndex.interval(which.before()[1], which.before()[1] + WIDTH)
        };
    }

    private static INDArray wholeNumbers(long... shape) {
        return Nd4j.rand(DataType.DOUBLE, shape)
                .muli(9)
                .castTo(DataType.INT32)
                .castTo(DataType.FLOAT)
                .subi(4);
    }

    private static INDArray flat(INDArray x) {
        return x.dup('c').reshape('c', x.size(0), x.length() / x.size(0));
    }
}
