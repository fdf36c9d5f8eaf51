package io.github.bnn4j.cli.bench;

import java.util.function.Supplier;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;

/** Tells how DL4J computes its own convolutions: by matrix products of patches, or with a helper, oneDNN, if it has that. */
final class Dl4jConvolution {

    private Dl4jConvolution() {}

    /** Returns a network of one layer with 3 x 3 kernels and the padding that keeps the size of images. */
    static MultiLayerNetwork layer(int channels, int outputs) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .nIn(channels)
                        .nOut(outputs)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        return network;
    }

    /** Returns a network that is built with helpers allowed, or not; DL4J asks when it makes a layer. */
    static MultiLayerNetwork withHelpers(boolean allowed, Supplier<MultiLayerNetwork> network) {
        String before = System.getProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY);
        System.setProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY, String.valueOf(!allowed));
        try {
            return network.get();
        } finally {
            if (before == null) {
                System.clearProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY);
            } else {
                System.setProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY, before);
            }
        }
    }

    /** Returns whether its first layer got a helper. */
    static boolean hasHelper(MultiLayerNetwork network) {
        return network.getLayer(0).getHelper() != null;
    }
}
