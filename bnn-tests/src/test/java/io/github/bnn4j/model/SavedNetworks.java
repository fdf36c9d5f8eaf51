package io.github.bnn4j.model;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Small networks that have been trained a little, and their files. */
final class SavedNetworks {

    private SavedNetworks() {}

    static MultiLayerNetwork network() {
        return network(new SteSign());
    }

    static MultiLayerNetwork network(Quantizer ofKernels) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new KernelScaledUpdater(new Adam(1e-2)))
                .list()
                .layer(new DenseLayer.Builder()
                        .nOut(4)
                        .weightInit(new NormalDistribution(0, 1))
                        .build())
                .layer(new BinaryDenseLayer.Builder()
                        .nOut(5)
                        .kernelQuantizer(ofKernels)
                        .build())
                .layer(new FastBatchNormalization.Builder().build())
                .layer(new ActivationLayer(new SignActivation()))
                .layer(new BinaryDenseLayer.Builder().nOut(3).build())
                .layer(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(6))
                .build());
        network.init();
        network.fit(Nd4j.rand(8, 6), Nd4j.rand(8, 3).gt(0.5).castTo(Nd4j.dataType()));
        return network;
    }

    static ComputationGraph graph() {
        ComputationGraph graph = network().toComputationGraph();
        graph.setParams(network().params());
        return graph;
    }

    static Path save(Model model, Path file) {
        try {
            ModelSerializer.writeModel(model, file.toFile(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
