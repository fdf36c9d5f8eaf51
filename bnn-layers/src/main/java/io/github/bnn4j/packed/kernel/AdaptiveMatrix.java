package io.github.bnn4j.packed.kernel;

/** Weights in row-major order, until it is known which kernel is the best: then in the order of that one. */
final class AdaptiveMatrix implements XnorMatrix {

    private volatile XnorMatrix current;
    private volatile boolean settled;

    AdaptiveMatrix(XnorMatrix provisional) {
        this.current = provisional;
    }

    @Override
    public int inputs() {
        return current.inputs();
    }

    @Override
    public int outputs() {
        return current.outputs();
    }

    @Override
    public void mismatches(long[] activations, int rows, int[][] counts) {
        if (!settled && Kernels.isDecided()) {
            settle();
        }
        current.mismatches(activations, rows, counts);
    }

    private synchronized void settle() {
        if (!settled) {
            current = Kernels.best().arrange(current.weights());
            settled = true;
        }
    }

    @Override
    public BitMatrix weights() {
        return current.weights();
    }
}
