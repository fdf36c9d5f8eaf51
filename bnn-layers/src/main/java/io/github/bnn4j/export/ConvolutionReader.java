package io.github.bnn4j.export;

import io.github.bnn4j.graph.FloatWindowSum;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.layer.BaseBinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDepthwiseConvolutionLayer;
import io.github.bnn4j.layer.BinaryLayer;
import io.github.bnn4j.layer.BinarySeparableConvolutionLayer;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.Window;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.params.SeparableConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads convolutions that stay in floats: DL4J's own, and binary ones that see channels one by one, whose sums have too few terms for
 * bits to pay.
 */
final class ConvolutionReader {

    private final ConvolutionLayer layer;
    private final Step step;
    private Dl4jValue value;

    private ConvolutionReader(ConvolutionLayer layer, Step step, Dl4jValue input) {
        this.layer = layer;
        this.step = step;
        this.value = input.images(layer.getCnn2dDataFormat());
    }

    /**
     * Returns the sums, without the activation function.
     *
     * @param bias one for each output
     * @throws io.github.bnn4j.graph.NotPackableException if layers of this type are not known
     */
    static Dl4jValue read(ConvolutionLayer layer, double[] bias, Step step, Dl4jValue input) {
        ConvolutionReader reader = new ConvolutionReader(layer, step, input);
        input.requireChannels(layer.getNIn(), step);
        if (layer instanceof DepthwiseConvolution2D || layer instanceof BinaryDepthwiseConvolutionLayer) {
            reader.depthwise(reader.kernel(DefaultParamInitializer.WEIGHT_KEY, 0), bias);
        } else if (layer instanceof SeparableConvolution2D || layer instanceof BinarySeparableConvolutionLayer) {
            INDArray depthwise = reader.kernel(SeparableConvolutionParamInitializer.DEPTH_WISE_WEIGHT_KEY, 0);
            reader.depthwise(
                    depthwise.permute(2, 3, 1, 0), new double[Math.toIntExact(depthwise.size(0) * depthwise.size(1))]);
            reader.pointwise(reader.kernel(SeparableConvolutionParamInitializer.POINT_WISE_WEIGHT_KEY, 1), bias);
        } else if (layer.getClass() == ConvolutionLayer.class
                || layer.getClass() == org.deeplearning4j.nn.conf.layers.Convolution2D.class) {
            reader.all(reader.kernel(DefaultParamInitializer.WEIGHT_KEY, 0), reader.window(), bias);
        } else {
            throw step.notPackable("layers of this type are not supported");
        }
        return reader.value;
    }

    /** Returns the weights as they are at inference. */
    private INDArray kernel(String name, int index) {
        INDArray weights = step.layer().getParam(name);
        return layer instanceof BinaryLayer binary
                ? BinarizedWeights.values(
                        binary, weights, binary.kernelLayouts().get(index))
                : weights;
    }

    private Window window() {
        return SlidingWindow.of(layer).over(value.shape(), step);
    }

    /**
     * @param kernel {@code [outputs, channels, height, width]}
     */
    private void all(INDArray kernel, Window window, double[] bias) {
        add(window, 1, kernel.permute(2, 3, 1, 0), bias);
    }

    /**
     * @param kernel {@code [height, width, channels, outputs of each]}
     */
    private void depthwise(INDArray kernel, double[] bias) {
        int channels = value.shape().channels();
        // Of each group, one channel: tap after tap, then all outputs, those of the first channel first.
        add(window(), channels, kernel, bias);
    }

    private void pointwise(INDArray kernel, double[] bias) {
        Axis rows = new Axis(value.shape().height(), value.shape().height(), 1, 1, 0, 1);
        Axis columns = new Axis(value.shape().width(), value.shape().width(), 1, 1, 0, 1);
        all(kernel, new Window(rows, columns), bias);
    }

    /**
     * Sums have zeros around the image. Another number p there is made good by taking it from x, and giving it back:
     * {@code sum_k w_k x_k = sum_k w_k (x_k - p) + p sum_k w_k}.
     *
     * @param kernel weights tap after tap; of these, channel after channel of a group, output after output
     */
    private void add(Window window, int groups, INDArray kernel, double[] bias) {
        float[] weights = kernel.dup('c').data().asFloat();
        double padding = layer instanceof BaseBinaryConvolutionLayer binary && window.taps() > 1
                ? binary.getPaddingValue().value()
                : 0;
        double[] sums = new double[bias.length];
        for (int i = 0; padding != 0 && i < weights.length; i++) {
            sums[i % bias.length] += weights[i];
        }
        float[] floatBias = new float[bias.length];
        for (int n = 0; n < bias.length; n++) {
            floatBias[n] = (float) (bias[n] + padding * sums[n]);
        }
        if (padding != 0) {
            Scaling shift = Scaling.uniform(1, -padding, value.shape().channels());
            value = value.then(step, Scale.of(shift));
        }
        value = value.then(step, new FloatWindowSum(window, groups, weights, floatBias));
    }
}
