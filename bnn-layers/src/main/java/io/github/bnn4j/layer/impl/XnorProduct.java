package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.memory.Spans;
import io.github.bnn4j.packed.xnor.XnorKernels;
import io.github.bnn4j.packed.xnor.XnorMatrix;
import java.util.Arrays;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Products with {@code Wb = H * sign(W)} as bits. Forward, on activations of -a, 0 and +a, is XNOR and popcount: exact
 * integers, times a * H. Backward, on real values, is a floating-point product with some rows of Wb at a time, unpacked
 * into an array that stays in the cache.
 *
 * <p>Of m mismatches among k inputs that are not 0, the sum is {@code k - 2m}.
 */
final class XnorProduct implements BinaryProduct {

    /** Bits do not pay for fewer outputs: vectors over the outputs would be mostly empty. */
    private static final int FEWEST_OUTPUTS = 64;

    /** Sums up to here are exact in single precision. */
    private static final int MOST_INPUTS = 1 << 24;

    /** 2 GB, as much as Java can address at once. */
    private static final int MOST_SUMS = Integer.MAX_VALUE / Float.BYTES;

    /** Elements of Wb unpacked at once: 8 MB. */
    private static final int UNPACKED = 1 << 21;

    /** The mismatches of so many rows are in memory at once: a usual mini-batch, but not all that may be given at inference. */
    private static final int ROWS_IN_GROUP = 256;

    /** A thread takes so many rows at a time. */
    private static final int ROWS_AT_ONCE = 10;

    private static final int OUTPUTS_AT_ONCE = 64;

    private final int inputs;
    private final int outputs;
    private final KernelBits bits;
    private float bound;
    private TernaryRows activations;

    /** It holds the mismatches of a group of rows, {@code [at most ROWS_IN_GROUP][outputs]}, kept from step to step. */
    private int[][] mismatches = {};

    private INDArray unpacked;

    private XnorProduct(int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.bits = new KernelBits(inputs, outputs);
    }

    /**
     * @param latent W, {@code [inputs, outputs]}
     * @return null for a kernel that is better multiplied in floating point
     */
    static XnorProduct forKernel(INDArray latent) {
        return isReadable(latent) && latent.size(0) <= MOST_INPUTS && latent.size(1) >= FEWEST_OUTPUTS
                ? new XnorProduct((int) latent.size(0), (int) latent.size(1))
                : null;
    }

    private static boolean isReadable(INDArray latent) {
        return FloatMemory.isDense(latent) && latent.ordering() == 'f';
    }

    /**
     * Binarizes the kernel and the input.
     *
     * @param latent of the shape of the first, but weight noise may have put it elsewhere, and in another order
     * @return whether that is possible: the input has no other values than -a, 0, +a, and the kernel no NaN
     */
    boolean binarize(INDArray x, INDArray latent, double bound) {
        this.bound = (float) bound;
        boolean fits = isReadable(latent) && FloatMemory.isDense(x) && x.size(0) * outputs <= MOST_SUMS;
        activations = fits ? TernaryRows.of(x) : null;
        return activations != null && bits.pack(latent);
    }

    @Override
    public INDArray forward(INDArray x, LayerWorkspaceMgr workspaceMgr) {
        int rows = activations.rows();
        INDArray out = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {rows, outputs}, 'f');
        FloatMemory memory = FloatMemory.of(out);
        XnorMatrix matrix = XnorKernels.arrange(bits.weights());
        int[] nonZeros = activations.nonZeros();
        for (int row = 0; row < rows; row += ROWS_IN_GROUP) {
            int count = Math.min(ROWS_IN_GROUP, rows - row);
            countMismatches(matrix, row, count);
            storeSums(nonZeros, row, count, memory);
        }
        return out;
    }

    private void storeSums(int[] nonZeros, int firstRow, int count, FloatMemory out) {
        float scale = activations.magnitude() * bound;
        Spans.forEach(outputs, OUTPUTS_AT_ONCE, (from, to) -> {
            float[] column = new float[count];
            for (int n = from; n < to; n++) {
                for (int row = 0; row < count; row++) {
                    column[row] = scale * (nonZeros[firstRow + row] - 2 * mismatches[row][n]);
                }
                out.put(n * nonZeros.length + firstRow, column, count);
            }
        });
    }

    private void countMismatches(XnorMatrix matrix, int firstRow, int count) {
        if (mismatches.length < count) {
            mismatches = new int[count][outputs];
        }
        int words = activations.wordsPerRow();
        boolean hasZeros = activations.hasZeros();
        Spans.forEach(count, ROWS_AT_ONCE, (from, to) -> {
            int at = (firstRow + from) * words;
            int end = (firstRow + to) * words;
            long[] signs = Arrays.copyOfRange(activations.zerosNegative(), at, end);
            int[][] part = Arrays.copyOfRange(mismatches, from, to);
            if (hasZeros) {
                long[] others = Arrays.copyOfRange(activations.zerosPositive(), at, end);
                matrix.mismatches(signs, others, to - from, part);
            } else {
                matrix.mismatches(signs, to - from, part);
            }
        });
    }

    @Override
    public INDArray backward(INDArray delta, LayerWorkspaceMgr workspaceMgr) {
        INDArray gradient = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATION_GRAD, delta.dataType(), new long[] {delta.size(0), inputs}, 'f');
        int atOnce = (int) buffer().size(1);
        for (int k = 0; k < inputs; k += atOnce) {
            int count = Math.min(atOnce, inputs - k);
            INDArray rows =
                    count == atOnce ? unpacked : unpacked.get(NDArrayIndex.all(), NDArrayIndex.interval(0, count));
            bits.unpack(k, bound, rows);
            INDArray out = gradient.get(NDArrayIndex.all(), NDArrayIndex.interval(k, k + count));
            Nd4j.gemm(delta, rows, out, false, false, 1, 0);
        }
        return gradient;
    }

    private INDArray buffer() {
        if (unpacked == null) {
            int count = Math.min(inputs, Math.max(Integer.SIZE, UNPACKED / outputs / Integer.SIZE * Integer.SIZE));
            try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                unpacked = Nd4j.createUninitialized(DataType.FLOAT, new long[] {outputs, count}, 'f');
            }
        }
        return unpacked;
    }
}
