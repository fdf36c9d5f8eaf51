package io.github.bnn4j.packed.layer;

/**
 * Tells how a window slides along the rows or the columns of an image. Output {@code o} looks at the inputs {@code o *
 * stride - padding + tap * dilation}, for each tap from 0 to {@code size - 1}; inputs that are not there are padding. How
 * much of it is behind the last input follows from the count of outputs.
 *
 * @param input rows or columns of the image, at least 1
 * @param output rows or columns of the result, at least 1
 * @param size taps of the window, at least 1
 * @param stride at least 1
 * @param padding before the first input, at least 0
 * @param dilation distance of two taps, at least 1
 */
public record Axis(int input, int output, int size, int stride, int padding, int dilation) {

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
        if (input > ImageShape.MOST_VALUES || span > ImageShape.MOST_VALUES) {
            throw new IllegalArgumentException("A window and what it slides over must be shorter than 2^28, got "
                    + describe(input, output, size, stride, padding, dilation));
        }
        if (padding > span || (output - 1L) * stride - padding >= input) {
            throw new IllegalArgumentException("No window may lie wholly before or behind the input, but one does with "
                    + describe(input, output, size, stride, padding, dilation));
        }
    }

    private static String describe(int input, int output, int size, int stride, int padding, int dilation) {
        return input + " inputs, " + output + " outputs, " + size + " taps, stride " + stride + ", padding " + padding
                + ", dilation " + dilation;
    }

    /** Returns the input that a tap of an output looks at; one that is not there if negative or not less than {@code input}. */
    public int position(int o, int tap) {
        return o * stride - padding + tap * dilation;
    }

    /** Returns the first tap of an output that is not on padding. */
    public int firstTap(int o) {
        return Math.max(0, ceilDiv(padding - o * stride, dilation));
    }

    /** Returns the tap behind the last one of an output that is not on padding. */
    public int endTap(int o) {
        return Math.min(size, ceilDiv(input + padding - o * stride, dilation));
    }

    /** Returns the first output whose tap is not on padding before the input. */
    int firstOutput(int tap) {
        return Math.min(output, Math.max(0, ceilDiv(padding - tap * dilation, stride)));
    }

    /** Returns the output behind the last one whose tap is not on padding behind the input; at least {@link #firstOutput}. */
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
     * They are found from tap to tap, not from output to output.
     */
    public int classes() {
        return classes(output);
    }

    /** Counts as {@link #classes()} does, but returns one more than {@code most} if there are more: others need not be found. */
    int classes(int most) {
        int classes = 1;
        int before = 0;
        for (int o = nextChange(0); o < output && classes <= most; o = nextChange(o)) {
            classes += isOnPadding(before) && isOnPadding(o) ? 0 : 1;
            before = o;
        }
        return classes;
    }

    /** Returns the first output of each class. */
    public int[] classStarts() {
        int[] starts = new int[classes()];
        int last = 0;
        int before = 0;
        for (int o = nextChange(0); o < output; o = nextChange(o)) {
            if (!isOnPadding(before) || !isOnPadding(o)) {
                starts[++last] = o;
            }
            before = o;
        }
        return starts;
    }

    /** Returns the classes of the outputs before {@code end}. */
    public int[] classesOf(int end) {
        int[] classes = new int[end];
        int[] starts = classStarts();
        for (int i = 1; i < starts.length && starts[i] < end; i++) {
            classes[starts[i]] = 1;
        }
        for (int o = 1; o < end; o++) {
            classes[o] += classes[o - 1];
        }
        return classes;
    }

    /** Returns the next output with another first or last tap that is not on padding; not less than {@code output} if there is none. */
    private int nextChange(int o) {
        int first = firstTap(o);
        int end = endOutput(endTap(o) - 1);
        return first == 0 ? end : Math.min(end, firstOutput(first - 1));
    }

    /** Returns whether all taps of an output are on padding: two taps have all inputs between them. */
    private boolean isOnPadding(int o) {
        return firstTap(o) >= endTap(o);
    }

    /** Returns whether each output looks at an input. */
    boolean isOnInput() {
        int beginBefore = firstOutput(0);
        if (dilation <= input || beginBefore == 0) {
            return true;
        }
        // Where the first tap is that is not before the input: at most one distance of taps behind its beginning.
        int start = Math.floorMod(-padding, dilation);
        if (start >= input) {
            return false;
        }
        long first = Residues.firstMultiple(stride % dilation, dilation, input - start, dilation - 1 - start);
        return first < 0 || first >= beginBefore;
    }
}
