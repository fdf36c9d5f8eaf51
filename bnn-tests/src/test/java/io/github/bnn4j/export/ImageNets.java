package io.github.bnn4j.export;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Networks on images to pack. */
final class ImageNets {

    private ImageNets() {}

    static MultiLayerNetwork of(CNN2DFormat format, int channels, int height, int width, List<Layer> layers) {
        return new SmallNetwork()
                .input(InputType.convolutional(height, width, channels, format))
                .chain(layers);
    }

    /** Draws what batch normalization learns, with some gammas that are 0, and biases. */
    static MultiLayerNetwork drawn(MultiLayerNetwork network, Random random) {
        for (int i = 0; i < network.getnLayers(); i++) {
            var configuration = network.getLayer(i).conf().getLayer();
            if (configuration instanceof BatchNormalization normalization) {
                Nets.drawNormalization(network, i, random);
                INDArray gamma = network.getLayer(i).getParam("gamma");
                for (long n = 0; n < gamma.length(); n++) {
                    if (random.nextInt(6) == 0) {
                        gamma.putScalar(n, 0);
                    }
                }
            } else if (configuration instanceof BinaryConvolutionLayer convolution && convolution.hasBias()) {
                Nets.setIntegers(network, i, "b", -3, 3, random);
            }
        }
        return network;
    }

    static BinaryConvolutionLayer.Builder convolution(CNN2DFormat format, int outputs, int... size) {
        return new BinaryConvolutionLayer.Builder(size).nOut(outputs).dataFormat(format);
    }

    static SubsamplingLayer.Builder pooling(CNN2DFormat format, int... size) {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(size)
                .stride(2, 2)
                .dataFormat(format);
    }

    static LossLayer loss() {
        return new LossLayer.Builder().activation(Activation.IDENTITY).build();
    }

    /**
     * @param x channel after channel, as packed networks take images
     */
    static float[] scores(
            MultiLayerNetwork network, CNN2DFormat format, int channels, int height, int width, float[] x) {
        int examples = x.length / channels / height / width;
        INDArray features = Nd4j.createFromArray(x).reshape(examples, channels, height, width);
        return Elements.floats(network.output(
                format == CNN2DFormat.NHWC ? features.permute(0, 2, 3, 1).dup('c') : features));
    }
}
