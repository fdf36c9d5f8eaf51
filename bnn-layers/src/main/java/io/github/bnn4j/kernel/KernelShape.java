package io.github.bnn4j.kernel;

import java.util.Arrays;

/**
 * Tells where the outputs lie in a kernel, and its fan-in and fan-out, in DL4J's layouts: dense {@code [in, out]} and
 * convolution {@code [out, in, kh, kw]}.
 */
public final class KernelShape {

    private KernelShape() {}

    /**
     * @param shape shape of a kernel, rank 2 or 4
     * @return the dimension that counts output units or channels
     * @throws IllegalArgumentException for any other rank
     */
    public static int outputDimension(long... shape) {
        return switch (shape.length) {
            case 2 -> 1;
            case 4 -> 0;
            default -> throw unsupported(shape);
        };
    }

    /**
     * @param shape shape of a kernel, rank 2 or 4
     * @return all dimensions but {@link #outputDimension}: reducing over them leaves one number per output
     */
    public static int[] inputDimensions(long... shape) {
        return outputDimension(shape) == 1 ? new int[] {0} : new int[] {1, 2, 3};
    }

    /** Returns the number of products summed for one output value: {@code in} or {@code kh*kw*in}. */
    public static long fanIn(long... shape) {
        long fanIn = 1;
        for (int dimension : inputDimensions(shape)) {
            fanIn *= shape[dimension];
        }
        return fanIn;
    }

    /** Returns the number of output values that one input value reaches: {@code out} or {@code kh*kw*out}. */
    public static long fanOut(long... shape) {
        return outputDimension(shape) == 1 ? shape[1] : shape[0] * shape[2] * shape[3];
    }

    private static IllegalArgumentException unsupported(long[] shape) {
        return new IllegalArgumentException("A kernel of shape " + Arrays.toString(shape)
                + " is neither dense [in, out] nor convolutional [out, in, kh, kw]");
    }
}
