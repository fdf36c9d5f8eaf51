package io.github.bnn4j.graph.emit;

import io.github.bnn4j.graph.ActivationOf;
import io.github.bnn4j.graph.Addition;
import io.github.bnn4j.graph.Concatenation;
import io.github.bnn4j.graph.DenseSum;
import io.github.bnn4j.graph.Example;
import io.github.bnn4j.graph.Flattening;
import io.github.bnn4j.graph.FloatDenseSum;
import io.github.bnn4j.graph.GlobalMean;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Multiplication;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.OperationVisitor;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.SignOf;
import io.github.bnn4j.graph.SumComparison;
import io.github.bnn4j.graph.ToChannelsLast;
import io.github.bnn4j.graph.Unflattening;
import io.github.bnn4j.graph.WindowMaximum;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.graph.pass.Uses;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes packed layers, node by node. A sum and the only scale or comparison behind it are one layer. */
public final class PackedLayers implements OperationVisitor<Integer> {

    private static final int EXAMPLE = 0;

    private final Uses uses;
    private final List<PackedLayer> layers = new ArrayList<>();

    /** Where the value of a node is: 0 for the example, i for what layer i - 1 gives. */
    private final Map<Node, Integer> places = new IdentityHashMap<>();

    /** Where a value of integers is in floats. */
    private final Map<Node, Integer> placesOfFloats = new IdentityHashMap<>();

    private PackedLayers(Graph graph) {
        uses = new Uses(graph);
    }

    /**
     * Returns the layers, of which the last gives floats.
     *
     * @throws io.github.bnn4j.graph.NotPackableException if there is no packed layer for an operation
     */
    public static List<PackedLayer> of(Graph graph) {
        PackedLayers made = new PackedLayers(graph);
        for (Node node : graph.nodes()) {
            made.places.put(node, node.operation().accept(made, node));
        }
        made.floats(graph.output());
        return made.layers;
    }

    private int add(Node node, Supplier<PackedLayer> layer) {
        try {
            layers.add(layer.get());
        } catch (IllegalArgumentException e) {
            throw node.notPackable(e.getMessage());
        }
        return layers.size();
    }

    /** Returns where a value is in floats. */
    private int floats(Node node) {
        return switch (node.type()) {
            case FLOATS -> places.get(node);
            case BYTES, SIGNS -> placesOfFloats.computeIfAbsent(node, integers -> toFloats(integers, 1, 0));
        };
    }

    private int toFloats(Node integers, double slope, double center) {
        int width = integers.shape().size();
        return add(
                integers,
                () -> integers.type() == ValueType.BYTES
                        ? new BytesToFloats(slope, center, width)
                        : new SignsToFloats((float) (center + slope), (float) (center - slope), width));
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

    private int sum(Node node) {
        if (isPartOfNext(node)) {
            return places.get(node.input());
        }
        return scaled(node, node, Scale.of(Scaling.identity(node.shape().channels())));
    }

    /** Whether the layer of the only node that takes this one computes it as well. */
    private boolean isPartOfNext(Node node) {
        return uses.only(node)
                .filter(next -> next.is(Scale.class) || next.is(SumComparison.class))
                .isPresent();
    }

    private int scaled(Node node, Node sum, Scale scale) {
        SumLayer layer = SumLayer.of(sum);
        if (!layer.takesIntegers()) {
            floats(sum.input());
        }
        return add(node, () -> layer.scaled(scale));
    }

    @Override
    public Integer visit(Scale operation, Node node) {
        Node input = node.input();
        if (SumLayer.isSum(input) && isPartOfNext(input)) {
            return scaled(node, input, operation);
        }
        if (input.isInteger() && operation.isUniform()) {
            return toFloats(input, operation.first().scale()[0], operation.first().offset()[0]);
        }
        floats(input);
        Scaling ofValues = ofValues(operation.first(), node);
        return add(node, () -> new Affine(ofValues.scale(), ofValues.offset()));
    }

    private static Scaling ofValues(Scaling ofChannels, Node node) {
        int[] channels = new int[node.shape().size()];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = i % node.shape().channels();
        }
        return ofChannels.gather(channels);
    }

    @Override
    public Integer visit(SumComparison operation, Node node) {
        return add(node, () -> SumLayer.of(node.input()).compared(operation));
    }

    @Override
    public Integer visit(FloatDenseSum operation, Node node) {
        floats(node.input());
        return add(node, () -> new FloatDense(operation.width(), operation.weights(), operation.bias()));
    }

    @Override
    public Integer visit(SignOf operation, Node node) {
        floats(node.input());
        return add(node, () -> new Sign(node.shape().size()));
    }

    @Override
    public Integer visit(ActivationOf operation, Node node) {
        floats(node.input());
        return add(
                node,
                () -> new Elementwise(
                        operation.function(), operation.parameter(), node.shape().size()));
    }

    @Override
    public Integer visit(Addition operation, Node node) {
        throw node.notPackable("sums of several values are not known");
    }

    @Override
    public Integer visit(Multiplication operation, Node node) {
        throw node.notPackable("products of several values are not known");
    }

    @Override
    public Integer visit(Concatenation operation, Node node) {
        throw node.notPackable("values that are joined are not known");
    }

    @Override
    public Integer visit(WindowMaximum operation, Node node) {
        if (node.type() != ValueType.SIGNS) {
            throw node.notPackable("it takes the maximum of real numbers, of which no sign is taken after a binary "
                    + "convolution: put a sign before it, or batch normalization and a sign directly behind it");
        }
        return add(
                node, () -> new MaxPooling(node.shape().channels(), operation.window(), operation.inverted()));
    }

    @Override
    public Integer visit(Flattening operation, Node node) {
        return places.get(node.input());
    }

    @Override
    public Integer visit(Unflattening operation, Node node) {
        return places.get(node.input());
    }

    @Override
    public Integer visit(ToChannelsLast operation, Node node) {
        return add(node, () -> new ChannelsLast(node.type(), node.shape()));
    }
}
