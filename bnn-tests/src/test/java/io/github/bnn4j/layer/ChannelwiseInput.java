package io.github.bnn4j.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Activations of four channels as layers get them: of every rank, in both formats, and however they lie in memory. */
enum ChannelwiseInput {
    DENSE('c', false, false, 3, 4),
    DENSE_F('f', false, false, 3, 4),
    ONE_EXAMPLE('c', false, false, 1, 4),
    SERIES('c', false, false, 3, 4, 5),
    SERIES_F('f', false, false, 3, 4, 5),
    SERIES_LAST('c', true, false, 3, 5, 4),
    NCHW('c', false, false, 2, 4, 3, 5),
    NCHW_F('f', false, false, 2, 4, 3, 5),
    NHWC('c', true, false, 2, 3, 5, 4),
    /** Not dense: every other column of a wider image. */
    NCHW_VIEW('c', false, true, 2, 4, 3, 5),
    /** More than a thread takes at a time, and no multiple of a piece. */
    LARGE('c', false, false, 3, 4, 101, 97),
    LARGE_LAST('c', true, false, 3, 101, 97, 4);

    static final int CHANNELS = 4;

    private final char order;
    private final boolean channelsLast;
    private final boolean isView;
    private final long[] shape;

    ChannelwiseInput(char order, boolean channelsLast, boolean isView, long... shape) {
        this.order = order;
        this.channelsLast = channelsLast;
        this.isView = isView;
        this.shape = shape;
    }

    boolean channelsLast() {
        return channelsLast;
    }

    /** Normally distributed numbers; some are 0. */
    INDArray draw(DataType type, long seed) {
        Nd4j.getRandom().setSeed(seed);
        INDArray values = Nd4j.randn(type, shape);
        values.reshape('c', new long[] {values.length()}).putScalar(values.length() / 2, 0);
        if (!isView) {
            return values.dup(order);
        }
        long[] wide = shape.clone();
        wide[wide.length - 1] *= 2;
        INDArray view = Nd4j.ones(type, wide).get(everyOther(wide));
        view.assign(values);
        return view;
    }

    private static INDArrayIndex[] everyOther(long[] wide) {
        INDArrayIndex[] indices = new INDArrayIndex[wide.length];
        for (int i = 0; i < wide.length; i++) {
            indices[i] = i < wide.length - 1 ? NDArrayIndex.all() : NDArrayIndex.interval(0, 2, wide[i]);
        }
        return indices;
    }

    /**
     * @param place of an element in the order of indices, as {@link io.github.bnn4j.arrays.Elements} has them
     */
    int channel(int place) {
        long within = 1;
        for (int i = channelsLast ? shape.length : 2; i < shape.length; i++) {
            within *= shape[i];
        }
        return (int) (place / within % CHANNELS);
    }
}
