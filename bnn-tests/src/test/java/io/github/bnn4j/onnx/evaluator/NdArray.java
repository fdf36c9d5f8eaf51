package io.github.bnn4j.onnx.evaluator;

import java.util.Arrays;

/**
 * Numbers in as many dimensions as there are, in row-major order.
 *
 * @param integer whether they divide as integers do
 */
public record NdArray(int[] shape, double[] values, boolean integer) {

    public NdArray {
        if (sizeOf(shape) != values.length) {
            throw new IllegalArgumentException(Arrays.toString(shape) + " for " + values.length + " values");
        }
    }

    public static NdArray of(int[] shape, double... values) {
        return new NdArray(shape, values, false);
    }

    static NdArray zeros(int... shape) {
        return of(shape, new double[sizeOf(shape)]);
    }

    static NdArray integers(double... values) {
        return new NdArray(new int[] {values.length}, values, true);
    }

    static int sizeOf(int... shape) {
        int size = 1;
        for (int dimension : shape) {
            size *= dimension;
        }
        return size;
    }

    int rank() {
        return shape.length;
    }

    /** Returns the number of dimension {@code axis}, which is counted from the end if negative. */
    int axis(int axis) {
        return axis < 0 ? axis + rank() : axis;
    }

    /** Returns where in the array the element with these coordinates is. */
    int index(int... at) {
        int index = 0;
        for (int d = 0; d < shape.length; d++) {
            if (at[d] < 0 || at[d] >= shape[d]) {
                throw new IndexOutOfBoundsException(Arrays.toString(at) + " of " + Arrays.toString(shape));
            }
            index = index * shape[d] + at[d];
        }
        return index;
    }

    double get(int... at) {
        return values[index(at)];
    }

    /** Returns the coordinates of an element. */
    int[] coordinates(int index) {
        int[] at = new int[shape.length];
        for (int d = shape.length - 1; d >= 0; d--) {
            at[d] = index % shape[d];
            index /= shape[d];
        }
        return at;
    }

    NdArray reshaped(int... to) {
        return new NdArray(to, values, integer);
    }

    @Override
    public String toString() {
        return Arrays.toString(shape) + " " + Arrays.toString(values);
    }
}
