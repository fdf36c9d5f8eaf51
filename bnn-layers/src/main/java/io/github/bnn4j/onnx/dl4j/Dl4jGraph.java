package io.github.bnn4j.onnx.dl4j;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.graph.ActivationOf;
import io.github.bnn4j.graph.Addition;
import io.github.bnn4j.graph.Concatenation;
import io.github.bnn4j.graph.DenseSum;
import io.github.bnn4j.graph.Example;
import io.github.bnn4j.graph.Flattening;
import io.github.bnn4j.graph.FloatComparison;
import io.github.bnn4j.graph.FloatDenseSum;
import io.github.bnn4j.graph.FloatWindowSum;
import io.github.bnn4j.graph.GlobalMean;
import io.github.bnn4j.graph.Multiplication;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Operation;
import io.github.bnn4j.graph.OperationVisitor;
import io.github.bnn4j.graph.Rectification;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.SignOf;
import io.github.bnn4j.graph.SumComparison;
import io.github.bnn4j.graph.ToChannelsLast;
import io.github.bnn4j.graph.Unflattening;
import io.github.bnn4j.graph.WindowMaximum;
import io.github.bnn4j.graph.WindowMean;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.graph.pass.Uses;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.PaddingValue;
import io.github.bnn4j.layer.RPReLULayer;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.read.ReadNetwork;
import io.github.bnn4j.onnx.read.ReadNetwork.Normalization;
import io.github.bnn4j.packed.layer.Elementwise.Function;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Makes a graph of DL4J out of operations, vertex by vertex. Images have the channels first; where a vector was made of one with the
 * channels last, the weights of what takes it are brought into the other order.
 */
public final class Dl4jGraph implements OperationVisitor<String> {

    private static final String INPUT = "input";

    private static final double LEARNING_RATE = 1e-3;

    /** Batch normalization has it where the file's variance is not less. */
    private static final double EPSILON = 1e-5;

    /** Single precision has halves up to here. */
    private static final double MOST_OF_MEAN = 1 << 22;

    private final GraphBuilder builder = new NeuralNetConfiguration.Builder()
            .updater(new Adam(LEARNING_RATE))
            .graphBuilder();
    private final Uses uses;
    private final Map<Node, Normalization> normalizations;
    private final Map<Node, String> names = new IdentityHashMap<>();

    /** For a vector in another order than the file's, it says for each place where the value is in the file. */
    private final Map<Node, int[]> sources = new IdentityHashMap<>();

    private final List<Consumer<ComputationGraph>> parameters = new ArrayList<>();

    private Dl4jGraph(ReadNetwork network) {
        uses = new Uses(network.graph());
        normalizations = network.normalizations();
    }

    /**
     * Returns the network, with the file's parameters.
     *
     * @throws OnnxException if there is no layer for an operation
     */
    public static ComputationGraph of(ReadNetwork network) {
        return new Dl4jGraph(network).graph(network);
    }

    private ComputationGraph graph(ReadNetwork network) {
        Node output = network.graph().output();
        builder.addInputs(INPUT);
        for (Node node : network.graph().nodes()) {
            if (!isLoss(node, output)) {
                names.put(node, made(node));
            }
        }
        boolean softmax = isLoss(output, output);
        Node scores = softmax ? output.input() : output;
        if (sources.get(scores) != null) {
            throw refused(output, "its values are in another order at the end of the network");
        }
        builder.addLayer(
                "output",
                new LossLayer.Builder(softmax ? LossFunction.MCXENT : LossFunction.MSE)
                        .activation(softmax ? Activation.SOFTMAX : Activation.IDENTITY)
                        .build(),
                names.get(scores));
        builder.setOutputs("output");
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        parameters.forEach(parameter -> parameter.accept(graph));
        return graph;
    }

    private static boolean isLoss(Node node, Node output) {
        return node == output
                && node.operation() instanceof ActivationOf activation
                && activation.function() == Function.SOFTMAX;
    }

    private String made(Node node) {
        int[] source = node.inputs().isEmpty() ? null : sourceOf(node);
        boolean moves = source != null && !node.is(Flattening.class);
        Operation operation = moves ? node.operation().inOrder(source) : node.operation();
        if (source != null && !operation.hasOwnOrder()) {
            sources.put(node, source);
        }
        return operation.accept(this, node);
    }

    private int[] sourceOf(Node node) {
        if (node.operation() instanceof Flattening flattening) {
            return flattening.channelsLast() ? channelsFirst(node.input().shape()) : null;
        }
        int[] source = sources.get(node.inputs().get(0));
        for (Node input : node.inputs()) {
            boolean alike = Arrays.equals(source, sources.get(input));
            if (!alike || source != null && (node.is(Concatenation.class) || node.is(Unflattening.class))) {
                throw refused(node, "it takes vectors that were made of images in another order");
            }
        }
        return source;
    }

    /** Returns, for each place of an image that is flattened with the channels first, where its value is with the channels last. */
    private static int[] channelsFirst(ImageShape image) {
        int[] source = new int[image.size()];
        Arrays.setAll(source, i -> i % image.pixels() * image.channels() + i / image.pixels());
        return source;
    }

    private static OnnxException refused(Node node, String why) {
        return new OnnxException(node.origin() + " has no equivalent layer in DL4J: " + why);
    }

    private String name(Node node) {
        return "v" + names.size() + "_" + node.operation().getClass().getSimpleName();
    }

    private String layer(Node node, org.deeplearning4j.nn.conf.layers.Layer layer) {
        builder.addLayer(name(node), layer, names.get(node.input()));
        return name(node);
    }

    private String vertex(Node node, GraphVertex vertex) {
        String[] inputs = node.inputs().stream().map(names::get).toArray(String[]::new);
        builder.addVertex(name(node), vertex, inputs);
        return name(node);
    }

    /** Has a parameter set, when the graph is there. */
    private void set(String layer, String parameter, float[] values) {
        parameters.add(graph -> {
            Layer made = graph.getLayer(layer);
            INDArray array = made.getParam(parameter);
            array.assign(Nd4j.createFromArray(values).reshape('c', array.shape()));
        });
    }

    private static float[] floats(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Override
    public String visit(Example operation, Node node) {
        ImageShape image = operation.encoding().image();
        builder.setInputTypes(
                image.pixels() == 1
                        ? InputType.feedForward(image.channels())
                        : InputType.convolutional(image.height(), image.width(), image.channels()));
        return INPUT;
    }

    @Override
    public String visit(DenseSum operation, Node node) {
        int inputs = operation.weights().columns();
        int outputs = operation.weights().rows();
        String name = layer(
                node, new BinaryDenseLayer.Builder().nIn(inputs).nOut(outputs).build());
        float[] weights = new float[inputs * outputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = operation.weights().get(i % outputs, i / outputs);
        }
        set(name, DefaultParamInitializer.WEIGHT_KEY, weights);
        return name;
    }

    @Override
    public String visit(WindowSum operation, Node node) {
        if (operation.padding() != 0 && operation.padding() != 1) {
            throw refused(node, "it pads images with " + operation.padding() + "; 0 and 1 are supported");
        }
        Dl4jWindow window = Dl4jWindow.of(operation.window(), node);
        int channels = operation.channels();
        int taps = operation.window().taps();
        int outputs = operation.weights().rows();
        String name = layer(
                node,
                new BinaryConvolutionLayer.Builder(window.kernel(), window.stride(), window.padding())
                        .dilation(window.dilation())
                        .convolutionMode(window.mode())
                        .paddingValue(operation.padding() == 1 ? PaddingValue.ONE : PaddingValue.ZERO)
                        .nIn(channels)
                        .nOut(outputs)
                        .build());
        float[] weights = new float[outputs * channels * taps];
        for (int i = 0; i < weights.length; i++) {
            int k = i % (channels * taps);
            weights[i] = operation.weights().get(i / (channels * taps), k % taps * channels + k / taps);
        }
        set(name, DefaultParamInitializer.WEIGHT_KEY, weights);
        return name;
    }

    @Override
    public String visit(FloatDenseSum operation, Node node) {
        String name = layer(
                node,
                new DenseLayer.Builder()
                        .nIn(operation.width())
                        .nOut(operation.bias().length)
                        .activation(Activation.IDENTITY)
                        .build());
        set(name, DefaultParamInitializer.WEIGHT_KEY, operation.weights());
        set(name, DefaultParamInitializer.BIAS_KEY, operation.bias());
        return name;
    }

    @Override
    public String visit(FloatWindowSum operation, Node node) {
        if (operation.groups() != 1) {
            throw refused(node, "it is a convolution in " + operation.groups() + " groups; one group is supported");
        }
        Dl4jWindow window = Dl4jWindow.of(operation.window(), node);
        int channels = node.input().shape().channels();
        int taps = operation.window().taps();
        int outputs = operation.bias().length;
        String name = layer(
                node,
                new ConvolutionLayer.Builder(window.kernel(), window.stride(), window.padding())
                        .dilation(window.dilation())
                        .convolutionMode(window.mode())
                        .nIn(channels)
                        .nOut(outputs)
                        .activation(Activation.IDENTITY)
                        .build());
        float[] weights = new float[operation.weights().length];
        for (int i = 0; i < weights.length; i++) {
            int k = i % (channels * taps);
            weights[i] = operation.weights()[(k % taps * channels + k / taps) * outputs + i / (channels * taps)];
        }
        set(name, DefaultParamInitializer.WEIGHT_KEY, weights);
        set(name, DefaultParamInitializer.BIAS_KEY, operation.bias());
        return name;
    }

    /** Scales one after the other are one. */
    @Override
    public String visit(Scale operation, Node node) {
        if (uses.only(node).filter(next -> next.is(Scale.class)).isPresent()) {
            return names.get(node.input());
        }
        List<Node> chain = new ArrayList<>(List.of(node));
        Scaling scaling = operation.first();
        for (Node before = node.input();
                before.operation() instanceof Scale scale && uses.isSingle(before);
                before = before.input()) {
            Scaling ordered =
                    sources.get(before) == null ? scale.first() : scale.first().gather(sources.get(before));
            scaling = ordered.then(scaling);
            if (!ordered.isIdentity()) {
                chain.add(before);
            }
        }
        if (chain.size() > 1 && operation.first().isIdentity()) {
            chain.remove(0);
        }
        Normalization known = chain.size() == 1 && sources.get(node) == null ? normalizations.get(chain.get(0)) : null;
        return known != null ? normalized(node, known) : scaled(node, scaling);
    }

    private String scaled(Node node, Scaling scaling) {
        if (scaling.isIdentity()) {
            return names.get(node.input());
        }
        if (scaling.isUniform()) {
            String name = vertex(node, new ScaleVertex(scaling.scale()[0]));
            if (scaling.offset()[0] == 0) {
                return name;
            }
            builder.addVertex(name + "_shift", new ShiftVertex(scaling.offset()[0]), name);
            return name + "_shift";
        }
        int channels = scaling.features();
        double[] beta = new double[channels];
        double[] mean = new double[channels];
        double[] ones = new double[channels];
        Arrays.fill(ones, 1);
        for (int n = 0; n < channels; n++) {
            // As a mean, an offset leaves a zero a zero, which the sign behind it sees.
            double threshold = scaling.threshold(n, Math::rint);
            boolean asMean = Math.abs(threshold) < MOST_OF_MEAN;
            mean[n] = asMean ? threshold : 0;
            beta[n] = asMean ? 0 : scaling.offset()[n];
        }
        return normalized(node, new Normalization(scaling.scale(), beta, mean, ones));
    }

    private String normalized(Node node, Normalization normalization) {
        double least = Arrays.stream(normalization.variance()).min().orElse(1);
        double epsilon = Math.min(EPSILON, least);
        String name = layer(
                node,
                new FastBatchNormalization.Builder()
                        .eps(epsilon)
                        .useLogStd(false)
                        .nOut(normalization.gamma().length)
                        .build());
        set(name, BatchNormalizationParamInitializer.GAMMA, floats(normalization.gamma()));
        set(name, BatchNormalizationParamInitializer.BETA, floats(normalization.beta()));
        set(name, BatchNormalizationParamInitializer.GLOBAL_MEAN, floats(normalization.mean()));
        set(
                name,
                BatchNormalizationParamInitializer.GLOBAL_VAR,
                floats(Arrays.stream(normalization.variance())
                        .map(v -> v - epsilon)
                        .toArray()));
        return name;
    }

    @Override
    public String visit(SignOf operation, Node node) {
        return layer(
                node,
                new ActivationLayer.Builder().activation(new SignActivation()).build());
    }

    @Override
    public String visit(ActivationOf operation, Node node) {
        IActivation function =
                switch (operation.function()) {
                    case RELU -> Activation.RELU.getActivationFunction();
                    case LEAKY_RELU -> new ActivationLReLU(operation.parameter());
                    case ELU -> new ActivationELU(operation.parameter());
                    case TANH -> Activation.TANH.getActivationFunction();
                    case HARD_TANH -> Activation.HARDTANH.getActivationFunction();
                    case SIGMOID -> Activation.SIGMOID.getActivationFunction();
                    case HARD_SIGMOID -> Activation.HARDSIGMOID.getActivationFunction();
                    case SOFTPLUS -> Activation.SOFTPLUS.getActivationFunction();
                    case SOFTSIGN -> Activation.SOFTSIGN.getActivationFunction();
                    case SWISH -> Activation.SWISH.getActivationFunction();
                    case SOFTMAX -> Activation.SOFTMAX.getActivationFunction();
                };
        return layer(node, new ActivationLayer.Builder().activation(function).build());
    }

    @Override
    public String visit(Rectification operation, Node node) {
        if (operation.slopes().length != node.shape().channels()) {
            throw refused(node, "its slopes differ from value to value of a channel");
        }
        String name = layer(
                node,
                new RPReLULayer.Builder()
                        .nIn(operation.slopes().length)
                        .nOut(operation.slopes().length)
                        .build());
        set(name, RPReLULayer.SHIFT_IN, operation.before());
        set(name, RPReLULayer.SLOPE, operation.slopes());
        set(name, RPReLULayer.SHIFT_OUT, operation.after());
        return name;
    }

    @Override
    public String visit(Addition operation, Node node) {
        return vertex(node, new ElementWiseVertex(ElementWiseVertex.Op.Add));
    }

    @Override
    public String visit(Multiplication operation, Node node) {
        return vertex(node, new ElementWiseVertex(ElementWiseVertex.Op.Product));
    }

    @Override
    public String visit(Concatenation operation, Node node) {
        return vertex(node, new MergeVertex());
    }

    @Override
    public String visit(WindowMaximum operation, Node node) {
        return pooling(node, PoolingType.MAX, Dl4jWindow.of(operation.window(), node), false);
    }

    @Override
    public String visit(WindowMean operation, Node node) {
        return pooling(node, PoolingType.AVG, Dl4jWindow.of(operation.window(), node), operation.paddingCounts());
    }

    private String pooling(Node node, PoolingType type, Dl4jWindow window, boolean paddingCounts) {
        SubsamplingLayer layer = new SubsamplingLayer.Builder(type, window.kernel(), window.stride(), window.padding())
                .dilation(window.dilation())
                .convolutionMode(window.mode())
                .avgPoolIncludePadInDivisor(paddingCounts)
                .build();
        return layer(node, layer);
    }

    @Override
    public String visit(GlobalMean operation, Node node) {
        return layer(node, new GlobalPoolingLayer.Builder(PoolingType.AVG).build());
    }

    @Override
    public String visit(Flattening operation, Node node) {
        ImageShape image = node.input().shape();
        return image.pixels() == 1
                ? names.get(node.input())
                : vertex(
                        node,
                        new PreprocessorVertex(
                                new CnnToFeedForwardPreProcessor(image.height(), image.width(), image.channels())));
    }

    @Override
    public String visit(Unflattening operation, Node node) {
        ImageShape image = operation.image();
        return vertex(
                node,
                new PreprocessorVertex(
                        new FeedForwardToCnnPreProcessor(image.height(), image.width(), image.channels())));
    }

    @Override
    public String visit(SumComparison operation, Node node) {
        throw new IllegalStateException("Passes make comparisons, none of which was applied");
    }

    @Override
    public String visit(FloatComparison operation, Node node) {
        throw new IllegalStateException("Passes make comparisons, none of which was applied");
    }

    @Override
    public String visit(ToChannelsLast operation, Node node) {
        throw new IllegalStateException("Passes make orders, none of which was applied");
    }
}
