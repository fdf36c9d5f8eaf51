package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.GlobalMean;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.WindowMaximum;
import io.github.bnn4j.graph.WindowMean;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;

/** Reads what takes the greatest value, or the mean, of windows or of whole images. */
final class Poolings {

    private Poolings() {}

    static OnnxValue maximum(Call call) {
        Dynamic value = SlidingWindows.images(call, call.dynamic(0));
        if (value instanceof Padded padded) {
            if (padded.value() > least(padded.image().node())) {
                throw call.refused("it takes an image with a margin of " + padded.value()
                        + ", which may be greater than what is inside; padding of a maximum does not count here");
            }
            return maximum(call, padded.image(), padded.margin());
        }
        return maximum(call, value.signal(call), Margin.NONE);
    }

    private static OnnxValue maximum(Call call, Signal image, Margin margin) {
        int[] kernel = SlidingWindows.pair(call, "kernel_shape", null);
        SlidingWindows.PlacedWindow sliding = SlidingWindows.of(call, image.shape(), kernel, margin);
        return image.then(call, WindowMaximum.of(sliding.window(), image.shape().channels()));
    }

    /** Returns a number that no value is less than, as far as is known. */
    private static double least(Node node) {
        if (node.operation() instanceof Scale scale && node.input().type() == ValueType.SIGNS) {
            double least = Double.POSITIVE_INFINITY;
            for (int n = 0; n < scale.first().features(); n++) {
                least = Math.min(
                        least,
                        scale.first().offset()[n] - Math.abs(scale.first().scale()[n]));
            }
            return least;
        }
        return node.type() == ValueType.SIGNS ? -1 : Double.NEGATIVE_INFINITY;
    }

    static OnnxValue mean(Call call) {
        Dynamic value = SlidingWindows.images(call, call.dynamic(0));
        Signal image = value instanceof Padded padded ? padded.image() : value.signal(call);
        Margin margin = value instanceof Padded padded ? padded.margin() : Margin.NONE;
        boolean counts = call.integer("count_include_pad", 0) != 0;
        if (value instanceof Padded padded && (padded.value() != 0 || SlidingWindows.pads(call) && !counts)) {
            throw call.refused("it takes the mean of an image with a margin of " + padded.value()
                    + ", and other padding; one margin of zeros is supported");
        }
        int[] kernel = SlidingWindows.pair(call, "kernel_shape", null);
        SlidingWindows.PlacedWindow sliding = SlidingWindows.of(call, image.shape(), kernel, margin);
        boolean paddingCounts = counts || value instanceof Padded;
        if (sliding.reachesBehind() && paddingCounts) {
            throw call.refused("its ceil_mode makes windows that reach behind the padding, which counts here");
        }
        return image.then(call, new WindowMean(sliding.window(), paddingCounts));
    }

    static OnnxValue globalMean(Call call) {
        return SlidingWindows.images(call, call.dynamic(0)).signal(call).then(call, new GlobalMean());
    }

    static OnnxValue globalMaximum(Call call) {
        Signal image = SlidingWindows.images(call, call.dynamic(0)).signal(call);
        ImageShape shape = image.shape();
        return image.then(call, WindowMaximum.of(SlidingWindows.whole(shape), shape.channels()));
    }

    /** Returns the mean over an image's rows and columns. */
    static OnnxValue reduceMean(Call call) {
        Signal value = call.signal(0);
        int rank = value.axes().rank();
        int[] axes = call.integers("axes", 1);
        if (axes == null) {
            throw call.refused("it takes the mean over all axes");
        }
        boolean[] reduced = new boolean[rank];
        for (int axis : axes) {
            reduced[call.axis(axis, rank)] = true;
        }
        boolean keeps = call.integer("keepdims", 1) != 0;
        StringBuilder labels = new StringBuilder();
        for (int axis = 0; axis < rank; axis++) {
            char label = value.axes().at(axis);
            boolean isOfImage = label == Axes.ROWS || label == Axes.COLUMNS;
            if (value.axes().size(axis, value.shape()) != 1 && reduced[axis] != isOfImage) {
                throw call.refused("it takes the mean over some of the axes "
                        + value.axes().labels() + " of shape " + value.axes().describe(value.shape())
                        + "; all rows and columns of an image are supported");
            }
            if (!reduced[axis] || keeps) {
                labels.append(label);
            }
        }
        Signal mean = value.shape().pixels() == 1 ? value : value.then(call, new GlobalMean());
        return mean.with(new Axes(labels.toString()));
    }
}
