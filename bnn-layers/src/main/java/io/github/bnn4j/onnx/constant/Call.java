package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.onnx.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A node with the constants that it takes: they and the attributes are as the operator needs them, or an exception says what is not. */
final class Call {

    /** Doubles are all whole numbers up to here, and not beyond. */
    private static final double MOST_INTEGER = 1L << 53;

    /** Ten seconds of multiplying, or so: a few bytes of a file can ask for days. */
    private static final double MOST_STEPS = 1L << 34;

    private final OnnxNode node;

    private final List<Tensor> inputs;

    Call(OnnxNode node, List<Tensor> inputs) {
        this.node = node;
        this.inputs = inputs;
    }

    /** Returns an exception that names the node. */
    OnnxException refused(String why) {
        return new OnnxException("node " + node.name() + ": " + why);
    }

    boolean has(int input) {
        return input < inputs.size() && inputs.get(input) != null;
    }

    Tensor input(int index) {
        if (!has(index)) {
            throw refused("input " + index + " is missing");
        }
        return inputs.get(index);
    }

    /** Returns an input that has numbers. */
    Tensor number(int index) {
        return of(index, input(index).type() != Tensor.Type.BOOLEAN, "numbers");
    }

    Tensor real(int index) {
        return of(index, input(index).type() == Tensor.Type.FLOAT, "real numbers");
    }

    Tensor truth(int index) {
        return of(index, input(index).type() == Tensor.Type.BOOLEAN, "truth values");
    }

    private Tensor of(int index, boolean isSo, String what) {
        if (!isSo) {
            throw refused("input " + index + " should have " + what + ", but is "
                    + input(index).type());
        }
        return input(index);
    }

    /** Returns all inputs, at least one, of one type. */
    List<Tensor> alike() {
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            all.add(input(i));
        }
        if (all.isEmpty() || all.stream().map(Tensor::type).distinct().count() > 1) {
            throw refused("it needs at least one input, and all of one type, got "
                    + all.stream().map(Tensor::type).toList());
        }
        return all;
    }

    /** @throws OnnxException if two inputs are of two types */
    void requireAlike(int first, int second) {
        if (input(first).type() != input(second).type()) {
            throw refused("inputs " + first + " and " + second + " have different types: "
                    + input(first).type() + " and " + input(second).type());
        }
    }

    /** Returns the one value of an input. */
    double scalar(int index) {
        if (input(index).values().length != 1) {
            throw refused("input " + index + " should be one number, but has "
                    + input(index).values().length);
        }
        return input(index).values()[0];
    }

    /** Returns whole numbers, such as a shape, in a row. */
    long[] integers(int index) {
        Tensor tensor = input(index);
        if (tensor.type() != Tensor.Type.INTEGER || tensor.shape().length > 1) {
            throw refused("input " + index + " should be a list of whole numbers");
        }
        long[] numbers = new long[tensor.values().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (long) tensor.values()[i];
        }
        return numbers;
    }

    /** Returns an attribute or else an input, as a version of the operator has it; null if there is neither. */
    long[] integers(String attribute, int input) {
        return has(input) ? integers(input) : integers(attribute);
    }

    /** Returns null if there is none. */
    long[] integers(String attribute) {
        Object value = node.attributes().get(attribute);
        if (value == null) {
            return null;
        }
        if (value instanceof List<?> list && list.stream().allMatch(Long.class::isInstance)) {
            return list.stream().mapToLong(number -> (Long) number).toArray();
        }
        throw wrong(attribute, "a list of whole numbers");
    }

    boolean has(String attribute) {
        return node.attributes().containsKey(attribute);
    }

    long integer(String attribute) {
        if (!has(attribute)) {
            throw refused("attribute " + attribute + " is missing");
        }
        return integer(attribute, 0);
    }

    long integer(String attribute, long byDefault) {
        return attribute(attribute, Long.class, byDefault, "a whole number");
    }

    double real(String attribute, double byDefault) {
        return attribute(attribute, Double.class, byDefault, "a real number");
    }

    String text(String attribute, String byDefault) {
        return attribute(attribute, String.class, byDefault, "a text");
    }

    /** Returns null if there is none. */
    Tensor tensor(String attribute) {
        return attribute(attribute, Tensor.class, null, "a tensor");
    }

    private <T> T attribute(String attribute, Class<T> type, T byDefault, String what) {
        Object value = node.attributes().get(attribute);
        if (value == null) {
            return byDefault;
        }
        if (!type.isInstance(value)) {
            throw wrong(attribute, what);
        }
        return type.cast(value);
    }

    private OnnxException wrong(String attribute, String what) {
        return refused("attribute " + attribute + " should be " + what);
    }

    /** Counts from the end what is negative. */
    int axis(long axis, int rank) {
        long counted = axis < 0 ? axis + rank : axis;
        if (counted < 0 || counted >= rank) {
            throw refused("there is no axis " + axis + " among the " + rank + " axes");
        }
        return (int) counted;
    }

    /** Tells which of the axes are named, each once. */
    boolean[] axes(long[] axes, int rank) {
        boolean[] named = new boolean[rank];
        for (long axis : axes) {
            int counted = axis(axis, rank);
            if (named[counted]) {
                throw refused("axis " + axis + " is named twice");
            }
            named[counted] = true;
        }
        return named;
    }

    /** Returns a result, whose size has been asked for before. */
    Tensor result(Tensor.Type type, int[] shape, double[] values) {
        if (type == Tensor.Type.INTEGER) {
            for (double value : values) {
                if (!(Math.abs(value) <= MOST_INTEGER)) {
                    throw refused("a result is too large for a whole number: " + value);
                }
            }
        }
        return new Tensor(type, shape, values);
    }

    /** @throws OnnxException if it takes too long to compute so many values in so many steps each */
    void requireFew(int size, int steps) {
        if ((double) size * steps > MOST_STEPS) {
            throw refused("it would take too long: " + size + " values in " + steps + " steps each");
        }
    }

    /**
     * Returns the count of values that a result will have.
     *
     * @throws OnnxException if it is larger than a result may be
     */
    int size(long... shape) {
        int largest = inputs.stream()
                .filter(Objects::nonNull)
                .mapToInt(tensor -> tensor.values().length)
                .max()
                .orElse(0);
        if (!Size.isAllowed(shape, largest)) {
            throw refused("there is no result of this shape, or it would be too large: " + Size.text(shape));
        }
        return (int) Size.product(shape);
    }
}
