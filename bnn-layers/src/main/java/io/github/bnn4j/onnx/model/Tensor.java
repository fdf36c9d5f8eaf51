package io.github.bnn4j.onnx.model;

import java.util.Arrays;

/**
 * A constant of a file. Its values are held as doubles, which all numbers in single precision are, and all integers up to 2^53.
 *
 * @param type of its elements
 * @param shape its dimensions, none for a single number
 * @param values in row-major order; not copied, and not to be modified
 */
public record Tensor(Type type, int[] shape, double[] values) {

    /** No operator has use for more dimensions; what goes through a tensor by its dimensions takes them for few. */
    public static final int MOST_DIMENSIONS = 32;

    /** The type tells how elements divide, and how they are cast. */
    public enum Type {
        FLOAT,
        INTEGER,
        BOOLEAN
    }

    /**
     * @throws IllegalArgumentException if there are not as many values as the shape says
     */
    public Tensor {
        if (!isSizeOf(shape, values.length)) {
            throw new IllegalArgumentException(
                    "A tensor of shape " + Arrays.toString(shape) + " does not have " + values.length + " values");
        }
    }

    /** Tells the type and the shape, as values may be millions. */
    @Override
    public String toString() {
        return "Tensor[" + type + " " + Arrays.toString(shape) + "]";
    }

    private static boolean isSizeOf(int[] shape, int count) {
        long size = 1;
        boolean empty = false;
        for (int dimension : shape) {
            if (dimension < 0) {
                return false;
            }
            empty |= dimension == 0;
            size = Math.min(size * dimension, Integer.MAX_VALUE + 1L);
        }
        return (empty ? 0 : size) == count;
    }
}
