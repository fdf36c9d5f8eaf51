package io.github.bnn4j.onnx.model;

/**
 * A constant of a file. Its values are held as doubles, which all numbers in single precision are, and all integers up to 2^53.
 *
 * @param type of its elements
 * @param shape its dimensions, none for a single number
 * @param values in row-major order; not copied, and not to be modified
 */
public record Tensor(Type type, int[] shape, double[] values) {

    /** What elements are: how they divide, and how they are cast, depends on it. */
    public enum Type {
        FLOAT,
        INTEGER,
        BOOLEAN
    }

    /**
     * @throws IllegalArgumentException if there are not as many values as the shape says
     */
    public Tensor {
        long size = 1;
        for (int dimension : shape) {
            size *= dimension;
        }
        if (size != values.length) {
            throw new IllegalArgumentException("A tensor of shape " + java.util.Arrays.toString(shape) + " has " + size
                    + " values, got " + values.length);
        }
    }
}
