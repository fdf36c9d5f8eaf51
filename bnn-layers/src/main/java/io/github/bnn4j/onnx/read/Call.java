package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Operation;
import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.onnx.model.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A node of a file, and what it takes.
 *
 * @param inputs null for one that is left out
 */
record Call(OnnxNode described, List<OnnxValue> inputs, Settings settings) {

    /** A value of more numbers is refused: what a file announces costs no more than this. */
    private static final int MOST_VALUES = 1 << 24;

    /** Larger numbers are none of windows, axes or sizes. */
    private static final int LARGEST = 1 << 24;

    /** Returns what to throw. */
    OnnxException refused(String why) {
        return new OnnxException(origin() + " cannot be taken: " + why);
    }

    String origin() {
        // Of a file's node, the operator is part of the name.
        String name = described.name();
        return "Node " + (name.contains(described.operator()) ? name : name + " (" + described.operator() + ")");
    }

    Node node(Operation operation, Node... values) {
        Node node = Node.of(origin(), operation, values);
        if (node.shape().size() > MOST_VALUES) {
            throw refused("it gives " + node.shape() + " values, more than the " + MOST_VALUES + " that are supported");
        }
        return node;
    }

    String operator() {
        return described.operator();
    }

    boolean has(int i) {
        return i < inputs.size() && inputs.get(i) != null;
    }

    boolean isKnown(int i) {
        return has(i) && inputs.get(i) instanceof Known;
    }

    OnnxValue input(int i) {
        if (!has(i)) {
            throw refused("its input " + i + " is missing");
        }
        return inputs.get(i);
    }

    Dynamic dynamic(int i) {
        if (input(i) instanceof Dynamic dynamic) {
            return dynamic;
        }
        throw refused("its input " + i + " is a constant, but should depend on the network's input");
    }

    /** Returns the numbers of an input that depends on the network's. */
    Signal signal(int i) {
        return dynamic(i).signal(this);
    }

    Tensor constant(int i) {
        if (input(i) instanceof Known known) {
            return known.tensor();
        }
        throw refused("its input " + i + " is not constant");
    }

    Optional<Tensor> constantIfThere(int i) {
        return has(i) ? Optional.of(constant(i)) : Optional.empty();
    }

    /** Returns a constant of one number. */
    double number(int i) {
        Tensor tensor = constant(i);
        if (tensor.values().length != 1) {
            throw refused("its input " + i + " has " + tensor.values().length + " numbers, but should be one");
        }
        return tensor.values()[0];
    }

    /** Returns constants that are small whole numbers. */
    int[] integers(int i) {
        double[] values = constant(i).values();
        int[] integers = new int[values.length];
        for (int k = 0; k < values.length; k++) {
            integers[k] = integer(values[k]);
        }
        return integers;
    }

    private int integer(double value) {
        if (value != Math.rint(value) || Math.abs(value) > LARGEST) {
            throw refused("it has the number " + value + ", where a whole number of at most " + LARGEST + " is needed");
        }
        return (int) value;
    }

    boolean hasAttribute(String name) {
        return described.attributes().containsKey(name);
    }

    /** Returns an attribute that is a small whole number. */
    int integer(String name, int otherwise) {
        Object value = described.attributes().get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long number) {
            return integer(number.doubleValue());
        }
        throw refused("its attribute " + name + " is no whole number");
    }

    double number(String name, double otherwise) {
        Object value = described.attributes().get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw refused("its attribute " + name + " is no number");
    }

    String text(String name, String otherwise) {
        Object value = described.attributes().get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        throw refused("its attribute " + name + " is no text");
    }

    /** Returns an attribute that is a list of small whole numbers; null if it is not there. */
    int[] integers(String name) {
        Object value = described.attributes().get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> list)) {
            throw refused("its attribute " + name + " is no list");
        }
        int[] integers = new int[list.size()];
        for (int i = 0; i < integers.length; i++) {
            if (!(list.get(i) instanceof Long number)) {
                throw refused("its attribute " + name + " is no list of whole numbers");
            }
            integers[i] = integer(number.doubleValue());
        }
        return integers;
    }

    /** Returns whole numbers that are an attribute, or an input in newer versions; null if they are neither. */
    int[] integers(String name, int input) {
        return has(input) ? integers(input) : integers(name);
    }

    /** Returns an axis counted from the first one. */
    int axis(int axis, int rank) {
        int counted = axis < 0 ? axis + rank : axis;
        if (counted < 0 || counted >= rank) {
            throw refused("it has the axis " + axis + " of values that have " + rank);
        }
        return counted;
    }
}
