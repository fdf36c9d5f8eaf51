package io.github.bnn4j.cli.bench;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.normalization.FastBatchNormalization;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * The network for CIFAR-10 of Courbariaux et al. 2016 (arXiv 1602.02830), section 2.2, and its float twin, as initialized:
 * 128C3-128C3-P2-256C3-256C3-P2-512C3-512C3-P2-1024-1024-10.
 *
 * @param width channels of the first convolutions, 128 in the paper; the others are 2, 4 and 8 times as many
 * @param binary whether weights and activations are binary; if not, the activation function is ReLU
 */
record ConvNet(int width, boolean binary) {

    static final int CHANNELS = 3;
    static final int SIDE = 32;
    private static final int CLASSES = 10;

    MultiLayerNetwork initialized() {
        NeuralNetConfiguration.ListBuilder list =
                new NeuralNetConfiguration.Builder().seed(1).updater(new NoOp()).list();
        for (int channels = width; channels <= 4 * width; channels *= 2) {
            list.layer(convolution(channels));
            addNormalizationAndActivation(list);
            list.layer(convolution(channels));
            list.layer(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .build());
            addNormalizationAndActivation(list);
        }
        for (int i = 0; i < 2; i++) {
            list.layer(dense(8 * width));
            addNormalizationAndActivation(list);
        }
        list.layer(dense(CLASSES)).layer(normalization());
        list.layer(new LossLayer.Builder().activation(Activation.IDENTITY).build());
        MultiLayerNetwork network = new MultiLayerNetwork(
                list.setInputType(InputType.convolutional(SIDE, SIDE, CHANNELS)).build());
        network.init();
        return network;
    }

    private ConvolutionLayer convolution(int channels) {
        return binary
                ? new BinaryConvolutionLayer.Builder(3, 3)
                        .nOut(channels)
                        .convolutionMode(ConvolutionMode.Same)
                        .build()
                : new ConvolutionLayer.Builder(3, 3)
                        .nOut(channels)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(Activation.IDENTITY)
                        .build();
    }

    private FeedForwardLayer dense(int outputs) {
        return binary
                ? new BinaryDenseLayer.Builder().nOut(outputs).build()
                : new DenseLayer.Builder()
                        .nOut(outputs)
                        .activation(Activation.IDENTITY)
                        .build();
    }

    private void addNormalizationAndActivation(NeuralNetConfiguration.ListBuilder list) {
        list.layer(normalization());
        list.layer(binary ? new ActivationLayer(new SignActivation()) : new ActivationLayer(Activation.RELU));
    }

    private BatchNormalization normalization() {
        return binary ? new FastBatchNormalization.Builder().build() : new BatchNormalization.Builder().build();
    }
}
