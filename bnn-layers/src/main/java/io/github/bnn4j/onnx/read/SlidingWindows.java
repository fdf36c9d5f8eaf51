package io.github.bnn4j.onnx.read;

import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.Window;

/** Reads how the window of a convolution or a pooling slides. */
final class SlidingWindows {

    private static final int[] BOTH = {1, 1};

    private SlidingWindows() {}

    /**
     * A window, and how far it reaches.
     *
     * @param reachesBehind whether one looks at rows or columns behind all padding, as ceil_mode makes it
     */
    record PlacedWindow(Window window, boolean reachesBehind) {}

    /**
     * @param kernel rows and columns of the window
     * @param more padding that is there besides what the node says
     */
    static PlacedWindow of(Call call, ImageShape image, int[] kernel, Margin more) {
        int[] strides = pair(call, "strides", BOTH);
        int[] dilations = pair(call, "dilations", BOTH);
        Margin own = own(call, image, kernel, strides, dilations, more);
        Margin all = own.plus(more);
        boolean ceil = call.integer("ceil_mode", 0) != 0;
        try {
            Axis rows = axis(call, image.height(), kernel[0], strides[0], dilations[0], all.top(), all.bottom(), ceil);
            Axis columns =
                    axis(call, image.width(), kernel[1], strides[1], dilations[1], all.left(), all.right(), ceil);
            boolean behind = reachesBehind(rows, all.bottom()) || reachesBehind(columns, all.right());
            return new PlacedWindow(new Window(rows, columns), behind);
        } catch (IllegalArgumentException e) {
            throw call.refused(e.getMessage());
        }
    }

    private static boolean reachesBehind(Axis axis, int after) {
        long last = (axis.output() - 1L) * axis.stride() - axis.padding() + (axis.size() - 1L) * axis.dilation();
        return last >= (long) axis.input() + after;
    }

    private static Axis axis(
            Call call, int input, int size, int stride, int dilation, int before, int after, boolean ceil) {
        long span = (size - 1L) * dilation + 1;
        long free = (long) input + before + after - span;
        if (size < 1 || stride < 1 || dilation < 1 || free < 0) {
            throw call.refused("its window of " + size + " taps, stride " + stride + " and dilation " + dilation
                    + " does not fit " + input + " rows or columns with " + before + " and " + after + " around them");
        }
        long output = free / stride + 1;
        if (ceil && free % stride != 0 && output * stride < (long) input + before) {
            output++;
        }
        return new Axis(input, Math.toIntExact(output), size, stride, before, dilation);
    }

    private static Margin own(Call call, ImageShape image, int[] kernel, int[] strides, int[] dilations, Margin more) {
        String mode = call.text("auto_pad", "NOTSET");
        switch (mode) {
            case "NOTSET", "" -> {
                return margin(call, call.integers("pads"));
            }
            case "VALID" -> {
                return Margin.NONE;
            }
            case "SAME_UPPER", "SAME_LOWER" -> {
                boolean upper = mode.equals("SAME_UPPER");
                ImageShape all = more.around(image);
                int rows = missing(call, all.height(), kernel[0], strides[0], dilations[0]);
                int columns = missing(call, all.width(), kernel[1], strides[1], dilations[1]);
                int top = upper ? rows / 2 : rows - rows / 2;
                int left = upper ? columns / 2 : columns - columns / 2;
                return new Margin(top, left, rows - top, columns - left);
            }
            default -> throw call.refused("its auto_pad " + mode + " is not supported");
        }
    }

    /** Returns whether the node itself pads. */
    static boolean pads(Call call) {
        String mode = call.text("auto_pad", "NOTSET");
        return mode.startsWith("SAME")
                || !mode.equals("VALID") && !margin(call, call.integers("pads")).isNone();
    }

    private static int missing(Call call, int input, int size, int stride, int dilation) {
        if (size < 1 || stride < 1 || dilation < 1) {
            throw call.refused("its window has " + size + " taps, stride " + stride + " and dilation " + dilation);
        }
        long output = ((long) input + stride - 1) / stride;
        long missing = (output - 1) * stride + (size - 1L) * dilation + 1 - input;
        return Math.toIntExact(Math.max(0, missing));
    }

    private static Margin margin(Call call, int[] pads) {
        if (pads == null || pads.length == 0) {
            return Margin.NONE;
        }
        if (pads.length != 4) {
            throw call.refused("it has " + pads.length + " pads, where 4 are those of an image");
        }
        for (int pad : pads) {
            if (pad < 0) {
                throw call.refused("it has a pad of " + pad + ", which would cut pixels off; pads of at least 0 "
                        + "are supported");
            }
        }
        return new Margin(pads[0], pads[1], pads[2], pads[3]);
    }

    /** Returns the one window that has all of an image. */
    static Window whole(ImageShape image) {
        return new Window(
                new Axis(image.height(), 1, image.height(), 1, 0, 1),
                new Axis(image.width(), 1, image.width(), 1, 0, 1));
    }

    /** Returns the windows of one pixel each. */
    static Window pixels(ImageShape image) {
        return new Window(
                new Axis(image.height(), image.height(), 1, 1, 0, 1),
                new Axis(image.width(), image.width(), 1, 1, 0, 1));
    }

    /** Returns numbers of rows and columns. */
    static int[] pair(Call call, String attribute, int[] otherwise) {
        int[] pair = call.integers(attribute);
        if (pair == null || pair.length == 0) {
            pair = otherwise;
        }
        if (pair == null || pair.length != 2) {
            throw call.refused("its attribute " + attribute + " does not have the two numbers that images need");
        }
        return pair;
    }

    /** Returns images with the channels first, as which windows take them, and refuses others. */
    static Dynamic images(Call call, Dynamic value) {
        if (!value.axes().isAs(Axes.CHANNELS_FIRST, value.shape())) {
            throw call.refused("it takes values of shape " + value.axes().describe(value.shape()) + ", axes "
                    + value.axes().labels() + ", where images with the channels first, NCHW, are needed");
        }
        return value.with(Axes.CHANNELS_FIRST);
    }
}
