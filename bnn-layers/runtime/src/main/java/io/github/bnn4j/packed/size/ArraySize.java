package io.github.bnn4j.packed.size;

import java.util.Arrays;

/** Multiplies sizes that come from anywhere, such as a file, before an array is allocated for them. */
public final class ArraySize {

    /** The longest array that JVMs allocate. */
    public static final int MOST = Integer.MAX_VALUE - 8;

    private ArraySize() {}

    /**
     * Tells whether the product of sizes is at most a number.
     *
     * @param sizes at least 1 each
     */
    public static boolean fits(int most, int... sizes) {
        long product = 1;
        for (int size : sizes) {
            product *= size;
            if (product > most) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the product of sizes, the length of an array.
     *
     * @param sizes at least 0 each
     * @throws IllegalArgumentException if there is no array that long
     */
    public static int product(int... sizes) {
        if (!fits(MOST, sizes)) {
            throw new IllegalArgumentException(
                    "No array has room for the product of the sizes " + Arrays.toString(sizes));
        }
        int product = 1;
        for (int size : sizes) {
            product *= size;
        }
        return product;
    }
}
