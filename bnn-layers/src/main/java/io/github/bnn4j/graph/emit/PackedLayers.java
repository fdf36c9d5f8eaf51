package io.github.bnn4j.graph.emit;

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
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Multiplication;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.NotPackableException;
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
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Add;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.AveragePooling;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.Concatenate;
import io.github.bnn4j.packed.layer.DepthwiseConvolution;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.FloatMaxPooling;
import io.github.bnn4j.packed.layer.FloatThresholds;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.Multiply;
import io.github.bnn4j.packed.layer.PRelu;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Makes packed layers, node by node. A sum and the only scale or comparison behind it are one layer. */
public final class PackedLayers implements OperationVisitor<Integer> {

    private static final int EXAMPLE = 0;

    private final Uses uses;
    private final PackedContent.Builder content;

    /** Numbers of the values of nodes. */
    private final Map<Node, Integer> values = new IdentityHashMap<>();

    /** The same of integers that were turned into floats. */
    private final Map<Node, Integer> floats = new IdentityHashMap<>();

    private PackedLayers(Graph graph, InputEncoding input) {
        uses = new Uses(graph);
        content = PackedContent.builder(input);
    }

    /**
     * Returns a network of layers, of which the last gives floats.
     *
     * @param graph after all passes
     * @throws NotPackableException if there is no packed layer for an operation
     */
    public static PackedContent.Builder of(Graph graph) {
        PackedLayers made = new PackedLayers(graph, input(graph));
        for (Node node : graph.nodes()) {
            made.values.put(node, node.operation().accept(made, node));
        }
        made.floats(graph.output());
        return made.content;
    }

    private static InputEncoding input(Graph graph) {
        return graph.nodes().stream()
                .flatMap(node -> node.as(Example.class).stream())
                .findFirst()
                .map(Example::encoding)
                .orElseThrow(() -> new NotPackableException("The network's output does not depend on its input"));
    }

    private int add(Node node, Supplier<PackedLayer> layer, Integer... sources) {
        try {
            return content.add(layer.get(), sources);
        } catch (IllegalArgumentException e) {
            throw node.notPackable(e.getMessage());
        }
    }

    /** Adds a layer that takes floats. */
    private int onFloats(Node node, Supplier<PackedLayer> layer) {
        return add(node, layer, node.inputs().stream().map(this::floats).toArray(Integer[]::new));
    }

    /** Returns the number of a value in floats. */
    private int floats(Node node) {
        if (!node.isInteger()) {
            return values.get(node);
        }
        if (!floats.containsKey(node)) {
            floats.put(node, toFloats(node, 1, 0));
        }
        return floats.get(node);
    }

    private int toFloats(Node integers, double slope, double center) {
        int width = integers.shape().size();
        return add(
                integers,
                () -> integers.type() == ValueType.BYTES
                        ? new BytesToFloats(slope, center, width)
                        : new SignsToFloats((float) (center + slope), (float) (center - slope), width),
                values.get(integers));
    }

    @Override
    public Integer visit(Example operation, Node node) {
        return EXAMPLE;
    }

    @Override
    public Integer visit(DenseSum operation, Node node) {
        return sum(node);
    }

    @Override
    public Integer visit(WindowSum operation, Node node) {
        return sum(node);
    }

    @Override
    public Integer visit(GlobalMean operation, Node node) {
        return sum(node);
    }

    private Integer sum(Node node) {
        return isPartOfNext(node)
                ? null
                : scaled(node, node, Scale.of(Scaling.identity(node.shape().channels())));
    }

    /** Returns whether the layer of the only node that takes this one computes it as well. */
    private boolean isPartOfNext(Node node) {
        return uses.only(node)
                .filter(next -> next.is(Scale.class) || next.is(SumComparison.class))
                .isPresent();
    }

    private int scaled(Node node, Node sum, Scale scale) {
        SumLayer layer = SumLayer.of(sum);
        return add(
                node, () -> layer.scaled(scale), layer.takesIntegers() ? values.get(sum.input()) : floats(sum.input()));
    }

    @Override
    public Integer visit(Scale operation, Node node) {
        Node input = node.input();
        if (input.operation().takesScale() && isPartOfNext(input)) {
            return scaled(node, input, operation);
        }
        Scaling scaling = operation.first();
        if (input.isInteger() && operation.isUniform()) {
            return toFloats(input, scaling.scale()[0], scaling.offset()[0]);
        }
        return onFloats(
                node,
                () -> new Affine(scaling.scale(), scaling.offset(), node.shape().pixels()));
    }

    @Override
    public Integer visit(SumComparison operation, Node node) {
        Node sum = node.input();
        return add(node, () -> SumLayer.of(sum).compared(operation), values.get(sum.input()));
    }

    @Override
    public Integer visit(FloatDenseSum operation, Node node) {
        return onFloats(node, () -> new FloatDense(operation.width(), operation.weights(), operation.bias()));
    }

    @Override
    public Integer visit(FloatWindowSum operation, Node node) {
        int channels = node.input().shape().channels();
        boolean channelByChannel = operation.groups() == channels && operation.bias().length == channels;
        return onFloats(
                node,
                () -> channelByChannel
                        ? new DepthwiseConvolution(operation.window(), operation.weights(), operation.bias())
                        : new FloatConvolution(
                                channels,
                                operation.window(),
                                operation.groups(),
                                operation.weights(),
                                operation.bias()));
    }

    @Override
    public Integer visit(SignOf operation, Node node) {
        return onFloats(node, () -> new Sign(node.shape().size()));
    }

    @Override
    public Integer visit(FloatComparison operation, Node node) {
        return onFloats(
                node,
                () -> new FloatThresholds(
                        operation.thresholds(),
                        operation.inverted(),
                        node.shape().pixels()));
    }

    @Override
    public Integer visit(ActivationOf operation, Node node) {
        return onFloats(
                node,
                () -> new Elementwise(
                        operation.function(),
                        operation.parameter(),
                        node.shape().size()));
    }

    @Override
    public Integer visit(Rectification operation, Node node) {
        return onFloats(
                node,
                () -> new PRelu(
                        operation.before(),
                        operation.slopes(),
                        operation.after(),
                        node.shape().size() / operation.slopes().length));
    }

    @Override
    public Integer visit(Addition operation, Node node) {
        return onFloats(node, () -> new Add(node.inputs().size(), node.shape().size()));
    }

    @Override
    public Integer visit(Multiplication operation, Node node) {
        return onFloats(
                node, () -> new Multiply(node.inputs().size(), node.shape().size()));
    }

    @Override
    public Integer visit(Concatenation operation, Node node) {
        int[] features = node.inputs().stream()
                .mapToInt(input -> input.shape().channels())
                .toArray();
        Supplier<PackedLayer> layer =
                () -> new Concatenate(node.type(), node.shape().pixels(), features);
        return node.isInteger()
                ? add(node, layer, node.inputs().stream().map(values::get).toArray(Integer[]::new))
                : onFloats(node, layer);
    }

    @Override
    public Integer visit(WindowMaximum operation, Node node) {
        int channels = node.shape().channels();
        if (node.type() == ValueType.SIGNS) {
            return add(
                    node,
                    () -> new MaxPooling(channels, operation.window(), operation.inverted()),
                    values.get(node.input()));
        }
        if (Arrays.stream(operation.inverted()).anyMatch(word -> word != 0)) {
            throw node.notPackable("it takes the minimum of real numbers, and no sign follows");
        }
        return onFloats(node, () -> new FloatMaxPooling(channels, operation.window()));
    }

    @Override
    public Integer visit(WindowMean operation, Node node) {
        return onFloats(
                node, () -> new AveragePooling(node.shape().channels(), operation.window(), operation.paddingCounts()));
    }

    @Override
    public Integer visit(Flattening operation, Node node) {
        return values.get(node.input());
    }

    @Override
    public Integer visit(Unflattening operation, Node node) {
        return values.get(node.input());
    }

    @Override
    public Integer visit(ToChannelsLast operation, Node node) {
        return add(node, () -> new ChannelsLast(node.type(), node.shape()), values.get(node.input()));
    }
}
