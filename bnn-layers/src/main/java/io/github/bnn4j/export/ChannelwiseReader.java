package io.github.bnn4j.export;

import io.github.bnn4j.graph.Rectification;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.Arrays;
import org.deeplearning4j.nn.params.PReLUParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads DL4J's PReLU, whose slopes are shared along some axes of the values. */
final class ChannelwiseReader {

    private ChannelwiseReader() {}

    /** Returns PReLU with a slope for each channel, or, where those of a channel differ, for each value, channel after channel. */
    static Rectification prelu(Step step, Dl4jValue value) {
        INDArray slopes = step.layer().getParam(PReLUParamInitializer.WEIGHT_KEY);
        float[] each = each(slopes, value.shape(), value.channelsLast(), step);
        return rectification(alike(each, value.shape().channels()));
    }

    private static Rectification rectification(float[] slopes) {
        return new Rectification(new float[slopes.length], slopes, new float[slopes.length]);
    }

    private static float[] each(INDArray slopes, ImageShape shape, boolean channelsLast, Step step) {
        float[] each = new float[shape.size()];
        long[] sizes = slopes.shape();
        for (int i = 0; i < each.length; i++) {
            long channel = i / shape.pixels();
            long row = i % shape.pixels() / shape.width();
            long column = i % shape.width();
            long[] index = sizes.length < 3
                    ? new long[] {i}
                    : channelsLast ? new long[] {row, column, channel} : new long[] {channel, row, column};
            each[i] = slopes.getFloat(within(index, sizes, step));
        }
        return each;
    }

    /**
     * Finds the place in parameters that are shared: an axis along which slopes are shared has one of them; a vector's
     * parameter may have a leading axis of its own.
     */
    private static long[] within(long[] index, long[] sizes, Step step) {
        long[] shared = new long[sizes.length];
        for (int axis = 0; axis < sizes.length; axis++) {
            int own = axis - (sizes.length - index.length);
            shared[axis] = own < 0 || sizes[axis] == 1 ? 0 : index[own];
            if (shared[axis] >= sizes[axis]) {
                throw step.notPackable("its slopes have the shape " + Arrays.toString(sizes)
                        + ", which is not that of the values before it");
            }
        }
        return shared;
    }

    private static float[] alike(float[] each, int channels) {
        int pixels = each.length / channels;
        float[] ofChannels = new float[channels];
        for (int i = 0; i < each.length; i++) {
            ofChannels[i / pixels] = each[i];
            if (each[i] != each[i / pixels * pixels]) {
                return each;
            }
        }
        return ofChannels;
    }
}
