package io.github.bnn4j.examples;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.threads.NativeThreads;
import io.github.bnn4j.updater.KernelScaledUpdater;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A binarized network as a {@code ComputationGraph}: around its second block goes a shortcut, which adds real numbers before they
 * become signs.
 *
 * <p>Arguments: epochs (2 by default).
 */
public final class GraphBnn {

    private GraphBnn() {}

    public static void main(String[] args) throws Exception {
        NativeThreads.waitWithoutSpinning();
        int epochs = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        ImageClassificationData mnist = ImageClassificationData.bundledMnist();
        ComputationGraph graph = new ComputationGraph(configuration(512));
        graph.init();
        graph.fit(ImageIterator.shuffled(mnist.train(), 100, 1), epochs);
        BatchNormRecalibration.recalibrate(
                graph, ImageIterator.inOrder(mnist.train().range(0, 5000), 500));
        double accuracy =
                graph.evaluate(ImageIterator.inOrder(mnist.test(), 1000)).accuracy();
        System.out.printf("test error: %.2f %%%n", 100 * (1 - accuracy));
    }

    static ComputationGraphConfiguration configuration(int units) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new KernelScaledUpdater(new Adam(3e-3)))
                .graphBuilder()
                .addInputs("pixels")
                .setInputTypes(InputType.feedForward(784));
        addBlock(graph, "first", units, "pixels");
        graph.addLayer("first-sign", new ActivationLayer(new SignActivation()), "first-norm");
        addBlock(graph, "second", units, "first-sign");
        graph.addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "first-norm", "second-norm");
        graph.addLayer("second-sign", new ActivationLayer(new SignActivation()), "sum");
        addBlock(graph, "classes", 10, "second-sign");
        return graph.addLayer(
                        "loss",
                        new LossLayer.Builder(SquaredHingeLoss.oneHot())
                                .activation(Activation.IDENTITY)
                                .build(),
                        "classes-norm")
                .setOutputs("loss")
                .build();
    }

    private static void addBlock(GraphBuilder graph, String name, int units, String input) {
        graph.addLayer(name, new BinaryDenseLayer.Builder().nOut(units).build(), input);
        graph.addLayer(
                name + "-norm", new FastBatchNormalization.Builder().eps(1e-4).build(), name);
    }
}
