package io.github.bnn4j.onnx.read;

import io.github.bnn4j.packed.layer.ImageShape;

/**
 * Tells how the axes of a file's value lie, while its node has an image or a vector as always.
 *
 * @param labels of each axis: N for examples, C for channels or the values of a vector, H for rows, W for columns, 1 for an axis of
 *     one place that means nothing
 */
record Axes(String labels) {

    static final char EXAMPLES = 'N';
    static final char CHANNELS = 'C';
    static final char ROWS = 'H';
    static final char COLUMNS = 'W';
    static final char ONE = '1';

    static final Axes VECTOR = new Axes("NC");
    static final Axes CHANNELS_FIRST = new Axes("NCHW");
    static final Axes CHANNELS_LAST = new Axes("NHWC");

    int rank() {
        return labels.length();
    }

    char at(int axis) {
        return labels.charAt(axis);
    }

    /** Returns the places along an axis; of examples, -1. */
    int size(int axis, ImageShape shape) {
        return size(at(axis), shape);
    }

    static int size(char label, ImageShape shape) {
        return switch (label) {
            case EXAMPLES -> -1;
            case CHANNELS -> shape.channels();
            case ROWS -> shape.height();
            case COLUMNS -> shape.width();
            default -> 1;
        };
    }

    /** Returns whether the axes lie so; those of one place may be taken for one another. */
    boolean isAs(Axes other, ImageShape shape) {
        if (rank() != other.rank()) {
            return false;
        }
        for (int axis = 0; axis < rank(); axis++) {
            if (!isAs(axis, other.at(axis), shape)) {
                return false;
            }
        }
        return true;
    }

    boolean isAs(int axis, char label, ImageShape shape) {
        return at(axis) == label || size(axis, shape) == 1 && size(label, shape) == 1;
    }

    /** Returns whether the value is one row of values for each example: first the examples, and all axes between of one place. */
    boolean isRows(ImageShape shape) {
        return rank() >= 2 && at(0) == EXAMPLES && size(rank() - 1, shape) == shape.size();
    }

    /** Returns these with other places for their axes. */
    Axes permuted(int[] source) {
        StringBuilder permuted = new StringBuilder();
        for (int axis : source) {
            permuted.append(at(axis));
        }
        return new Axes(permuted.toString());
    }

    /** Returns the sizes of the axes, for messages. */
    String describe(ImageShape shape) {
        StringBuilder text = new StringBuilder("(");
        for (int axis = 0; axis < rank(); axis++) {
            int size = size(axis, shape);
            text.append(axis == 0 ? "" : ", ").append(size < 0 ? "N" : String.valueOf(size));
        }
        return text.append(")").toString();
    }
}
