package io.github.bnn4j.layer.impl;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.convolution.Convolution;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The patches of an input that a convolution's kernel covers, as the columns of a matrix
 * {@code [channels * kernel height * kernel width, examples * output pixels]}, for some examples at a time: many
 * enough that a matrix product is worth waking threads for, and so few that memory does not grow with the mini-batch.
 */
final class PatchColumns {

    /** Elements of the matrix: 32 MB, as long as one example takes no more. */
    private static final int ELEMENTS = 1 << 23;

    private final KeptArray buffer = new KeptArray();

    /** Works on the patches of some examples. */
    @FunctionalInterface
    interface GroupTask {
        /**
         * @param from the first example
         * @param to one after the last example
         * @param columns their patches; may be overwritten, and is valid until the task returns
         */
        void run(int from, int to, INDArray columns);
    }

    /**
     * @param x {@code [examples, channels, height, width]}, 'c' ordered; not modified
     */
    void forEachGroup(INDArray x, ConvolutionGeometry geometry, GroupTask task) {
        int examples = (int) x.size(0);
        long rows = x.size(1) * geometry.kernel()[0] * geometry.kernel()[1];
        int group = (int) Math.max(1, ELEMENTS / (rows * geometry.outPixels()));
        for (int from = 0; from < examples; from += group) {
            int to = Math.min(examples, from + group);
            INDArray columns = buffer.get(x.dataType(), rows, (long) (to - from) * geometry.outPixels());
            take(x, from, to, geometry, columns);
            task.run(from, to, columns);
        }
    }

    private static void take(INDArray x, int from, int to, ConvolutionGeometry geometry, INDArray columns) {
        if (FloatPatches.takes(x, columns)) {
            new FloatPatches(x, from, to, geometry, columns).take();
            return;
        }
        Convolution.im2col(
                examples(x, from, to),
                geometry.kernel()[0],
                geometry.kernel()[1],
                geometry.stride()[0],
                geometry.stride()[1],
                geometry.topLeft()[0],
                geometry.topLeft()[1],
                geometry.dilation()[0],
                geometry.dilation()[1],
                geometry.same(),
                byExample(columns, x, geometry, to - from));
    }

    /**
     * Undoes the taking of patches, as its transpose: adds up what belongs to the same pixel.
     *
     * @param columns of examples {@code from} to {@code to}
     * @param out {@code [examples, channels, height, width]}, 'c' ordered; these examples are overwritten
     */
    void add(INDArray columns, ConvolutionGeometry geometry, INDArray out, int from, int to) {
        if (FloatPatches.takes(out, columns)) {
            new FloatPatches(out, from, to, geometry, columns).add();
            return;
        }
        Convolution.col2im(
                byExample(columns, out, geometry, to - from),
                examples(out, from, to),
                geometry.stride()[0],
                geometry.stride()[1],
                geometry.topLeft()[0],
                geometry.topLeft()[1],
                geometry.in()[0],
                geometry.in()[1],
                geometry.dilation()[0],
                geometry.dilation()[1]);
    }

    private static INDArray examples(INDArray x, int from, int to) {
        return x.get(NDArrayIndex.interval(from, to), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all());
    }

    private static INDArray byExample(INDArray columns, INDArray x, ConvolutionGeometry geometry, int examples) {
        return columns.reshape(
                        'c',
                        x.size(1),
                        geometry.kernel()[0],
                        geometry.kernel()[1],
                        examples,
                        geometry.out()[0],
                        geometry.out()[1])
                .permute(3, 0, 1, 2, 4, 5);
    }
}
