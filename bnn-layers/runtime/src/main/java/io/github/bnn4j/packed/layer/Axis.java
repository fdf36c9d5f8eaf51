package io.github.bnn4j.packed.layer;

/**
 * How a window slides along the rows or the columns of an image. Output {@code o} looks at the inputs {@code o * stride -
 * padding + tap * dilation}, for each tap from 0 to {@code size - 1}; inputs that are not there are padding. How much of it
 * is behind the last input follows from the count of outputs.
 *
 * @param input rows or columns of the image, at least 1
 * @param output rows or columns of the result, at least 1
 * @param size taps of the window, at least 1
 * @param stride at least 1
 * @param padding before the first input, at least 0
 * @param dilation distance of two taps, at least 1
 */
public record Axis(int input, int output, int size, int stride, int padding, int dilation) {

    /** So that positions are far from the largest number. */
    private static final int LONGEST = Integer.MAX_VALUE / 8;

    /**
     * @throws IllegalArgumentException if a number is out of its range, the window or the input is not shorter than 2^28, or
     *     a window is all before or behind the input
     */
    public Axis {
        if (input < 1 || output < 1 || size < 1 || stride < 1 || padding < 0 || dilation < 1) {
            throw new IllegalArgumentException(
                    "A window needs at least 1 input, output and tap, a stride and a dilation "
                            + "of at least 1, and a padding of at least 0, got "
                            + describe(input, output, size, stride, padding, dilation));
        }
        long span = (size - 1L) * dilation;
        if (input > LONGEST || span > LONGEST) {
            throw new IllegalArgumentException("A window and what it slides over must be shorter than 2^28, got "
                    + describe(input, output, size, stride, padding, dilation));
        }
        if (padding > span || (output - 1L) * stride - padding >= input) {
            throw new IllegalArgumentException("A window must not be all before or behind the input, but one is with "
                    + describe(input, output, size, stride, padding, dilation));
        }
    }

    private static String describe(int input, int output, int size, int stride, int padding, int dilation) {
        return input + " inputs, " + output + " outputs, " + size + " taps, stride " + stride + ", padding " + padding
                + ", dilation " + dilation;
    }

    /** The input that a tap of an output looks at; one that is not there if negative or not less than {@code input}. */
    public int position(int o, int tap) {
        return o * stride - padding + tap * dilation;
    }

    /** The first tap of an output that is not on padding. */
    public int firstTap(int o) {
        return Math.max(0, ceilDiv(padding - o * stride, dilation));
    }

    /** The tap behind the last one of an output that is not on padding. */
    public int endTap(int o) {
        return Math.min(size, ceilDiv(input + padding - o * stride, dilation));
    }

    /** The first output whose tap is not on padding before the input. */
    int firstOutput(int tap) {
        return Math.min(output, Math.max(0, ceilDiv(padding - tap * dilation, stride)));
    }

    /** The output behind the last one whose tap is not on padding behind the input; at least {@link #firstOutput}. */
    int endOutput(int tap) {
        int end = Math.min(output, ceilDiv(input + padding - tap * dilation, stride));
        return Math.max(firstOutput(tap), end);
    }

    private static int ceilDiv(int x, int y) {
        return -Math.floorDiv(-x, y);
    }

    /**
     * Outputs that have the same taps on padding are of one class; classes are numbered from 0 in the order of outputs. As the
     * window moves on, taps leave the padding before the input, then enter that behind it: a class is one run of outputs.
     */
    public int classes() {
        int classes = 1;
        for (int o = 1; o < output; o++) {
            classes += sameClass(o - 1, o) ? 0 : 1;
        }
        return classes;
    }

    /** The classes of the outputs before {@code end}. */
    public int[] classesOf(int end) {
        int[] classes = new int[end];
        for (int o = 1; o < end; o++) {
            classes[o] = classes[o - 1] + (sameClass(o - 1, o) ? 0 : 1);
        }
        return classes;
    }

    /** Whether each output looks at an input: one does not if two taps have all inputs between them. */
    boolean isOnInput() {
        for (int o = 0; dilation > input && o < output; o++) {
            if (firstTap(o) >= endTap(o)) {
                return false;
            }
        }
        return true;
    }

    private boolean sameClass(int o, int other) {
        boolean bothOnPadding = firstTap(o) >= endTap(o) && firstTap(other) >= endTap(other);
        return bothOnPadding || firstTap(o) == firstTap(other) && endTap(o) == endTap(other);
    }
}
