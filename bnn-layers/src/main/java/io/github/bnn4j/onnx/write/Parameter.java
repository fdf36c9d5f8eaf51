package io.github.bnn4j.onnx.write;

import java.util.Arrays;

/**
 * Numbers that belong to the values of an example, in as few as can be: one for all, one for each channel, or one for each.
 *
 * @param shape such that they meet the right values by ONNX's broadcasting
 */
record Parameter(int[] shape, double[] values) {

    /**
     * Returns the numbers of features.
     *
     * @param features of each pixel of the packed value, again and again
     */
    static Parameter of(ExportedValue value, double... features) {
        double[] each = new double[value.width()];
        Arrays.setAll(each, i -> features[value.packed(i) % features.length]);
        return ofEach(value, each);
    }

    /** Returns a parameter as {@link #of(ExportedValue, double...)} does. */
    static Parameter of(ExportedValue value, float... features) {
        double[] doubles = new double[features.length];
        Arrays.setAll(doubles, i -> features[i]);
        return of(value, doubles);
    }

    /** Returns numbers for each value, in the order of the file. */
    static Parameter ofEach(ExportedValue value, double... each) {
        if (isAlike(each, 0, each.length)) {
            return new Parameter(new int[0], new double[] {each[0]});
        }
        if (value.image() == null) {
            return new Parameter(new int[] {each.length}, each);
        }
        int channels = value.image().channels();
        int pixels = value.image().pixels();
        for (int c = 0; c < channels; c++) {
            if (!isAlike(each, c * pixels, (c + 1) * pixels)) {
                return new Parameter(
                        new int[] {
                            channels, value.image().height(), value.image().width()
                        },
                        each);
            }
        }
        double[] ofChannels = new double[channels];
        Arrays.setAll(ofChannels, c -> each[c * pixels]);
        return new Parameter(new int[] {channels, 1, 1}, ofChannels);
    }

    /** Returns them in single precision. */
    float[] floats() {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Returns whether single precision has all of them. */
    boolean areFloats() {
        return Arrays.stream(values).allMatch(value -> (float) value == value);
    }

    private static boolean isAlike(double[] values, int from, int end) {
        for (int i = from + 1; i < end; i++) {
            if (values[i] != values[from]) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether all are this number. */
    boolean isAll(double number) {
        return values.length == 1 && values[0] == number;
    }

    /** Returns whether one is this number. */
    boolean has(double number) {
        return Arrays.stream(values).anyMatch(value -> value == number);
    }

    /** Returns whether they are 1, -1 or 0: products are not rounded. */
    boolean areSigns() {
        return Arrays.stream(values).allMatch(value -> value == 0 || Math.abs(value) == 1);
    }
}
