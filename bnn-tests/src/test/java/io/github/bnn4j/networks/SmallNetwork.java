package io.github.bnn4j.networks;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;

import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A small network says what a test is about, its layers above all, and hides the rest: a fixed seed, the list,
 * {@code init()}.
 *
 * <pre>{@code
 * MultiLayerNetwork network = new SmallNetwork()
 *         .updater(new Sgd(0.1))
 *         .inputs(3)
 *         .chain(new BinaryDenseLayer.Builder().nOut(4).build(), linearOutput(2));
 * }</pre>
 *
 * What is not said is as DL4J has it.
 */
public final class SmallNetwork {

    private final NeuralNetConfiguration.Builder global = new NeuralNetConfiguration.Builder().seed(1);
    private InputType input;

    /** The seed matters where a test trains, or needs numbers that not every seed draws. */
    public SmallNetwork seed(long seed) {
        global.seed(seed);
        return this;
    }

    public SmallNetwork type(DataType type) {
        global.dataType(type);
        return this;
    }

    public SmallNetwork updater(IUpdater updater) {
        global.updater(updater);
        return this;
    }

    public SmallNetwork workspaces(WorkspaceMode mode) {
        global.trainingWorkspaceMode(mode).inferenceWorkspaceMode(mode);
        return this;
    }

    /** These options are for all layers. */
    public SmallNetwork with(UnaryOperator<NeuralNetConfiguration.Builder> options) {
        options.apply(global);
        return this;
    }

    /** So many numbers go in: layers of a chain need not say how many come in. */
    public SmallNetwork inputs(int units) {
        return input(InputType.feedForward(units));
    }

    /** A chain has its input type from here; a graph says it among its vertices. */
    public SmallNetwork input(InputType type) {
        input = type;
        return this;
    }

    /** Each layer stands on the one before. */
    public MultiLayerNetwork chain(Layer... layers) {
        return chain(List.of(layers));
    }

    public MultiLayerNetwork chain(List<? extends Layer> layers) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(layers));
        network.init();
        return network;
    }

    /** This is the configuration of {@link #chain(Layer...)}. */
    public MultiLayerConfiguration configuration(Layer... layers) {
        return configuration(List.of(layers));
    }

    private MultiLayerConfiguration configuration(List<? extends Layer> layers) {
        NeuralNetConfiguration.ListBuilder list = global.list();
        layers.forEach(list::layer);
        if (input != null) {
            list.setInputType(input);
        }
        return list.build();
    }

    /** Vertices make a graph of any shape; they name its inputs and outputs as well. */
    public ComputationGraph graph(UnaryOperator<GraphBuilder> vertices) {
        ComputationGraph graph = new ComputationGraph(graphConfiguration(vertices));
        graph.init();
        return graph;
    }

    /** This is the configuration of {@link #graph}. */
    public ComputationGraphConfiguration graphConfiguration(UnaryOperator<GraphBuilder> vertices) {
        return vertices.apply(global.graphBuilder()).build();
    }

    /** Most networks end with this layer: it is linear, with the mean squared error. */
    public static OutputLayer linearOutput(int units) {
        return linearOutput(0, units);
    }

    /** This is {@link #linearOutput(int)} for networks that do not say their input type. */
    public static OutputLayer linearOutput(int inputs, int units) {
        return new OutputLayer.Builder(LossFunction.MSE)
                .nIn(inputs)
                .nOut(units)
                .activation(Activation.IDENTITY)
                .build();
    }

    /** Classifiers end with this layer: softmax, with cross-entropy. */
    public static OutputLayer softmaxOutput(int classes) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .build();
    }
}
