package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * A value of a network at inference: an operation, and the values that it takes. Immutable, and equal to itself only.
 */
public final class Node {

    private final String origin;
    private final Operation operation;
    private final List<Node> inputs;
    private final ImageShape shape;
    private final ValueType type;

    private Node(String origin, Operation operation, List<Node> inputs) {
        this.origin = origin;
        this.operation = operation;
        this.inputs = List.copyOf(inputs);
        try {
            this.shape = operation.shape(inputs.stream().map(node -> node.shape).toList());
        } catch (IllegalArgumentException e) {
            throw notPackable(e.getMessage());
        }
        this.type = operation.type(inputs.stream().map(node -> node.type).toList());
    }

    /**
     * Makes a node.
     *
     * @param origin names the layer that it comes from, in messages
     * @throws NotPackableException if the inputs do not fit the operation
     */
    public static Node of(String origin, Operation operation, Node... inputs) {
        return new Node(origin, operation, List.of(inputs));
    }

    /** Returns a node as {@link #of(String, Operation, Node...)} does. */
    public static Node of(String origin, Operation operation, List<Node> inputs) {
        return new Node(origin, operation, inputs);
    }

    /** Makes the node of another operation that comes from the same layer. */
    public Node because(Operation other, Node... itsInputs) {
        return new Node(origin, other, List.of(itsInputs));
    }

    public String origin() {
        return origin;
    }

    public Operation operation() {
        return operation;
    }

    public List<Node> inputs() {
        return inputs;
    }

    /**
     * Returns the node that it takes.
     *
     * @throws IllegalStateException if it takes none, or several
     */
    public Node input() {
        if (inputs.size() != 1) {
            throw new IllegalStateException(operation + " takes " + inputs.size() + " values");
        }
        return inputs.get(0);
    }

    /** Returns the size of the value: an image, or a vector, which is an image of one pixel. */
    public ImageShape shape() {
        return shape;
    }

    /** Returns how the value is held: bytes and signs are integers, to which {@link Scale} gives their meaning. */
    public ValueType type() {
        return type;
    }

    /** Returns whether it is held as an integer. */
    public boolean isInteger() {
        return type != ValueType.FLOATS;
    }

    /** Returns the operation, if it is one of this kind. */
    public <T extends Operation> Optional<T> as(Class<T> kind) {
        return kind.isInstance(operation) ? Optional.of(kind.cast(operation)) : Optional.empty();
    }

    public boolean is(Class<? extends Operation> kind) {
        return kind.isInstance(operation);
    }

    /** Returns what to throw: names the layer, and says why. */
    public NotPackableException notPackable(String why) {
        return new NotPackableException(origin + " cannot be packed: " + why);
    }

    @Override
    public String toString() {
        return operation + " -> " + shape + " " + type;
    }
}
