package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Weights in the order of the kernel that is to be used at present. When that changes, the next call arranges them anew, and
 * other calls go on with the old order until that is done. All kernels are exact, so results are the same. Of the old order
 * nothing is kept.
 */
final class AdaptiveMatrix implements XnorMatrix {

    private final Supplier<XnorKernel> inUse;
    private final ReentrantLock arranging = new ReentrantLock();
    private volatile XnorMatrix matrix;

    /** The weights are in the order of this kernel. */
    private volatile XnorKernel kernel;

    /**
     * @param start which kernel's order the weights have until the first call is over
     * @param inUse the kernel to use at present; asked at each call
     */
    AdaptiveMatrix(BitMatrix weights, XnorKernel start, Supplier<XnorKernel> inUse) {
        this.kernel = start;
        this.matrix = start.arrange(weights);
        this.inUse = inUse;
    }

    private XnorMatrix current() {
        XnorKernel wanted = inUse.get();
        if (kernel != wanted && arranging.tryLock()) {
            try {
                if (kernel != wanted) {
                    matrix = rearranged(matrix, wanted);
                    kernel = wanted;
                }
            } finally {
                arranging.unlock();
            }
        }
        return matrix;
    }

    private static XnorMatrix rearranged(XnorMatrix matrix, XnorKernel kernel) {
        return matrix instanceof TransposedMatrix transposed
                ? kernel.arrange(transposed.transposed())
                : kernel.arrange(matrix.weights());
    }

    @Override
    public int inputs() {
        return matrix.inputs();
    }

    @Override
    public int outputs() {
        return matrix.outputs();
    }

    @Override
    public void mismatches(long[] activations, int rows, int[][] counts, int from, int to) {
        current().mismatches(activations, rows, counts, from, to);
    }

    @Override
    public void mismatches(long[] zerosNegative, long[] zerosPositive, int rows, int[][] counts) {
        current().mismatches(zerosNegative, zerosPositive, rows, counts);
    }

    @Override
    public BitMatrix weights() {
        return matrix.weights();
    }
}
