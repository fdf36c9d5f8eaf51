package io.github.bnn4j.onnx.read;

import io.github.bnn4j.onnx.model.Tensor;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.Arrays;

/** A constant as it meets the values of an example, by ONNX's broadcasting. */
final class Spread {

    private Spread() {}

    /**
     * Returns one number for all values, one for each channel, or one for each value, channel after channel; no more of them than
     * differ.
     *
     * @throws io.github.bnn4j.onnx.OnnxException if the constant is not spread over the values of an example
     */
    static double[] over(Tensor constant, Axes axes, ImageShape shape, Call call) {
        double[] values = constant.values();
        if (values.length == 1 && constant.shape().length <= Math.max(1, axes.rank())) {
            return values.clone();
        }
        int[] steps = steps(constant, axes, shape, call);
        boolean ofChannels = steps[1] == 0 && steps[2] == 0;
        double[] each = new double[ofChannels ? shape.channels() : shape.size()];
        int rows = ofChannels ? 1 : shape.height();
        int columns = ofChannels ? 1 : shape.width();
        for (int i = 0; i < each.length; i++) {
            int channel = i / (rows * columns);
            each[i] = values[channel * steps[0] + i / columns % rows * steps[1] + i % columns * steps[2]];
        }
        return alike(alike(each, shape.channels()), 1);
    }

    /** Returns how far the numbers of two channels, rows and columns that follow one another are apart. */
    private static int[] steps(Tensor constant, Axes axes, ImageShape shape, Call call) {
        int[] sizes = constant.shape();
        int[] steps = new int[3];
        int step = 1;
        for (int i = sizes.length - 1; i >= 0; i--) {
            int axis = axes.rank() - (sizes.length - i);
            if (axis < 0 || sizes[i] != 1 && sizes[i] != axes.size(axis, shape)) {
                throw call.refused("its constant of shape " + Arrays.toString(sizes) + " does not fit values of shape "
                        + axes.describe(shape));
            }
            int place = "CHW".indexOf(axes.at(axis));
            if (sizes[i] > 1) {
                steps[place] = step;
            }
            step *= sizes[i];
        }
        return steps;
    }

    private static double[] alike(double[] each, int count) {
        int run = each.length / count;
        double[] first = new double[count];
        for (int i = 0; i < each.length; i++) {
            first[i / run] = each[i / run * run];
            if (each[i] != first[i / run]) {
                return each;
            }
        }
        return first;
    }

    /** Returns which of one or of as many as wanted numbers belongs to each place. */
    static int[] indices(int count, int wanted) {
        int[] indices = new int[wanted];
        Arrays.setAll(indices, i -> count == 1 ? 0 : i);
        return indices;
    }

    /** Returns the number of a place, of one for all, or of one for each. */
    static double at(double[] values, int i) {
        return values[values.length == 1 ? 0 : i];
    }

    /** Returns the tensor that spreads so: the inverse of {@link #over}, for one number or one for each channel. */
    static Tensor tensor(Tensor.Type type, double[] values, Axes axes) {
        if (values.length == 1) {
            return new Tensor(type, new int[0], values);
        }
        int[] sizes = new int[axes.rank()];
        Arrays.fill(sizes, 1);
        sizes[axes.labels().indexOf(Axes.CHANNELS)] = values.length;
        return new Tensor(type, sizes, values);
    }
}
