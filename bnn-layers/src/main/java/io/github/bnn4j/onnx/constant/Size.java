package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.Tensor;
import java.util.Arrays;

/** Bounds what is allocated for a result: a few bytes of a file can ask for any size. */
final class Size {

    /** A dense layer of 4096 on 4096 has so many. What is in the file itself may be larger. */
    private static final int MOST = 1 << 24;

    private static final int MOST_SHOWN = 8;

    private Size() {}

    /**
     * Tells whether a result may have this shape.
     *
     * @param largest count of the values of the largest input, which it need not be smaller than
     */
    static boolean isAllowed(long[] shape, int largest) {
        if (shape.length > Tensor.MOST_DIMENSIONS
                || Arrays.stream(shape).anyMatch(size -> size < 0 || size > Integer.MAX_VALUE)) {
            return false;
        }
        long product = product(shape);
        return product >= 0 && product <= Math.max(MOST, largest);
    }

    /** Returns -1 if it is too large. */
    static long product(long... shape) {
        long product = 1;
        for (long size : shape) {
            if (size == 0) {
                return 0;
            }
            product = product < 0 || product * size > Integer.MAX_VALUE ? -1 : product * size;
        }
        return product;
    }

    static long[] of(int... shape) {
        return Arrays.stream(shape).asLongStream().toArray();
    }

    /** Returns it for a result that is known to be allowed. */
    static int[] shape(long... shape) {
        return Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    }

    static String text(long... shape) {
        return shape.length > MOST_SHOWN ? "of " + shape.length + " dimensions" : Arrays.toString(shape);
    }
}
