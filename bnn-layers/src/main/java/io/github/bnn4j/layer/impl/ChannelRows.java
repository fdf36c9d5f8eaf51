package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.memory.Spans;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Some examples of NCHW activations as a matrix {@code [channels, examples * pixels]}, 'c' ordered. */
final class ChannelRows {

    /** Elements for one thread at a time. */
    private static final int SPAN = 1 << 16;

    private final KeptArray buffer = new KeptArray();

    /**
     * @param x {@code [examples, channels, height, width]}, 'c' ordered
     * @return a matrix of their size, to be overwritten; for one example, the example itself
     */
    INDArray matrix(INDArray x, int from, int to) {
        long pixels = x.size(2) * x.size(3);
        return to - from == 1
                ? x.get(NDArrayIndex.point(from), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all())
                        .reshape('c', x.size(1), pixels)
                : buffer.get(x.dataType(), x.size(1), (to - from) * pixels);
    }

    /** Returns the values of these examples, valid until the next call. */
    INDArray load(INDArray x, int from, int to) {
        INDArray matrix = matrix(x, from, to);
        if (FloatMemory.isDense(x, matrix)) {
            copy(x, from, to, matrix, true);
        } else if (to - from > 1) {
            byExample(matrix, x, from, to).assign(examples(x, from, to));
        }
        return matrix;
    }

    /**
     * @param matrix of {@link #matrix}
     * @param x these examples are overwritten
     */
    void store(INDArray matrix, INDArray x, int from, int to) {
        if (FloatMemory.isDense(x, matrix)) {
            copy(x, from, to, matrix, false);
        } else if (to - from > 1) {
            examples(x, from, to).assign(byExample(matrix, x, from, to));
        }
    }

    private static void copy(INDArray x, int from, int to, INDArray matrix, boolean load) {
        int examples = to - from;
        if (examples == 1) {
            return;
        }
        int channels = (int) x.size(1);
        int pixels = (int) (x.size(2) * x.size(3));
        FloatMemory images = FloatMemory.of(x);
        FloatMemory rows = FloatMemory.of(matrix);
        Spans.forEach(channels, Math.max(1, SPAN / (examples * pixels)), (first, last) -> {
            float[] piece = new float[pixels];
            for (int channel = first; channel < last; channel++) {
                for (int e = 0; e < examples; e++) {
                    int inImages = ((from + e) * channels + channel) * pixels;
                    int inRows = (channel * examples + e) * pixels;
                    if (load) {
                        images.get(inImages, piece, pixels);
                        rows.put(inRows, piece, pixels);
                    } else {
                        rows.get(inRows, piece, pixels);
                        images.put(inImages, piece, pixels);
                    }
                }
            }
        });
    }

    private static INDArray examples(INDArray x, int from, int to) {
        return x.get(NDArrayIndex.interval(from, to), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all());
    }

    private static INDArray byExample(INDArray matrix, INDArray x, int from, int to) {
        return matrix.reshape('c', x.size(1), to - from, x.size(2), x.size(3)).permute(1, 0, 2, 3);
    }
}
