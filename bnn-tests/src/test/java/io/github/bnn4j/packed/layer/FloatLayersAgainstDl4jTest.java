package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Layers of floats compute what DL4J's layers do, to the bit: sums of whole numbers, or sums in the same order. */
class FloatLayersAgainstDl4jTest {

    private static final int IMAGES = 2;

    @ParameterizedTest
    @CsvSource({"7,3,2,0", "8,3,2,1", "9,2,2,0", "7,2,1,1", "6,3,1,1"})
    void poolingWithPaddingAsGiven(int size, int kernel, int stride, int padding) {
        comparePooling(
                size, kernel, stride, padding, (size + 2 * padding - kernel) / stride + 1, ConvolutionMode.Truncate);
    }

    @ParameterizedTest
    @CsvSource({"7,3,2", "8,3,2", "9,2,2", "7,2,1", "6,3,1"})
    void poolingWithPaddingThatKeepsTheSize(int size, int kernel, int stride) {
        int output = (size + stride - 1) / stride;
        int padding = ((output - 1) * stride + kernel - size) / 2;
        comparePooling(size, kernel, stride, padding, output, ConvolutionMode.Same);
    }

    private static void comparePooling(
            int size, int kernel, int stride, int padding, int output, ConvolutionMode mode) {
        Axis axis = new Axis(size, output, kernel, stride, padding, 1);
        Window window = new Window(axis, axis);
        INDArray x = Nd4j.randn(IMAGES, 3, size, size);
        for (boolean paddingCounts : new boolean[] {false, true}) {
            for (PoolingType type : new PoolingType[] {PoolingType.MAX, PoolingType.AVG}) {
                SubsamplingLayer layer = new SubsamplingLayer.Builder(type)
                        .kernelSize(kernel, kernel)
                        .stride(stride, stride)
                        .padding(mode == ConvolutionMode.Same ? 0 : padding, mode == ConvolutionMode.Same ? 0 : padding)
                        .convolutionMode(mode)
                        .build();
                layer.setAvgPoolIncludePadInDivisor(paddingCounts);
                PackedLayer packed = type == PoolingType.MAX
                        ? new FloatMaxPooling(3, window)
                        : new AveragePooling(3, window, paddingCounts);
                assertThat(apply(packed, x))
                        .as("%s %s", type, paddingCounts)
                        .isEqualTo(output(network(layer, size, 3), x));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3,1,1", "3,2,1", "2,1,2", "1,2,1"})
    void convolutionOfWholeNumbers(int kernel, int stride, int dilation) {
        int size = 8;
        int output = (size - (kernel - 1) * dilation - 1) / stride + 1;
        Axis axis = new Axis(size, output, kernel, stride, 0, dilation);
        MultiLayerNetwork network = network(
                new ConvolutionLayer.Builder(kernel, kernel)
                        .nIn(5)
                        .nOut(6)
                        .stride(stride, stride)
                        .dilation(dilation, dilation)
                        .activation(Activation.IDENTITY)
                        .build(),
                size,
                5);
        network.params().assign(wholeNumbers(1, network.numParams()));
        // Of DL4J's [output][channel][row][column], the other way round.
        float[] weights =
                network.getParam("0_W").permute(2, 3, 1, 0).dup('c').data().asFloat();
        float[] bias = network.getParam("0_b").dup().data().asFloat();
        INDArray x = wholeNumbers(IMAGES, 5, size, size);

        assertThat(apply(new FloatConvolution(5, new Window(axis, axis), 1, weights, bias), x))
                .isEqualTo(output(network, x));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "1,2"})
    void depthwiseConvolutionOfWholeNumbers(int stride, int multiplier) {
        int size = 8;
        int output = (size - 3) / stride + 1;
        Window window = new Window(new Axis(size, output, 3, stride, 0, 1), new Axis(size, output, 3, stride, 0, 1));
        MultiLayerNetwork network = network(
                new DepthwiseConvolution2D.Builder(3, 3)
                        .nIn(5)
                        .nOut(5 * multiplier)
                        .depthMultiplier(multiplier)
                        .stride(stride, stride)
                        .activation(Activation.IDENTITY)
                        .build(),
                size,
                5);
        network.params().assign(wholeNumbers(1, network.numParams()));
        // DL4J's are [row][column][channel][multiple].
        float[] weights = network.getParam("0_W").dup('c').data().asFloat();
        float[] bias = network.getParam("0_b").dup().data().asFloat();
        INDArray x = wholeNumbers(IMAGES, 5, size, size);

        PackedLayer packed = multiplier == 1
                ? new DepthwiseConvolution(window, weights, bias)
                : new FloatConvolution(5, window, 5, weights, bias);
        assertThat(apply(packed, x)).isEqualTo(output(network, x));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void pReluOfChannelsOrValues(boolean ofChannels) {
        PReLULayer.Builder layer = new PReLULayer.Builder().inputShape(3, 4, 4);
        MultiLayerNetwork network = network((ofChannels ? layer.sharedAxes(2, 3) : layer).build(), 4, 3);
        network.params().assign(Nd4j.randn(1, network.numParams()));
        // DL4J's are [channel][row][column].
        float[] slopes =
                network.getParam("0_W").permute(1, 2, 0).dup('c').data().asFloat();
        INDArray x = Nd4j.randn(IMAGES, 3, 4, 4);
        x.putScalar(0, 0);

        assertThat(apply(new PRelu(slopes, ofChannels ? 16 : 1), x)).isEqualTo(output(network, x));
    }

    private static INDArray wholeNumbers(long... shape) {
        return Transforms.floor(Nd4j.rand(shape).muli(19).subi(9));
    }

    private static MultiLayerNetwork network(Layer layer, int size, int channels) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(layer)
                .setInputType(InputType.convolutional(size, size, channels))
                .build());
        network.init();
        return network;
    }

    private static float[] output(MultiLayerNetwork network, INDArray x) {
        return values(network.output(x));
    }

    private static float[] apply(PackedLayer layer, INDArray x) {
        return layer.apply(Activations.ofFloats(IMAGES, layer.inputs(), values(x), 0))
                .floats();
    }

    /** Channels last. Zero has no sign here. */
    private static float[] values(INDArray images) {
        float[] values = images.permute(0, 2, 3, 1).dup('c').data().asFloat();
        for (int i = 0; i < values.length; i++) {
            values[i] += 0f;
        }
        return values;
    }
}
