package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.SplittableRandom;

/**
 * A product that is small enough to be interpreted in some milliseconds, and large enough to tell kernels apart. Three rows:
 * some kernels take two at a time, and one if it is left over, and both should have been compiled when they are used.
 */
final class RaceProduct {

    private static final int INPUTS = 512;
    private static final int OUTPUTS = 1024;
    private static final int ROWS = 3;

    /** It counts operations of one bit, two for each multiplication and addition. */
    static final long OPERATIONS = 2L * ROWS * INPUTS * OUTPUTS;

    private final XnorKernel kernel;
    private final XnorMatrix weights;
    private final long[] activations;
    private final int[][] counts = new int[ROWS][TransposedWeights.lengthFor(OUTPUTS)];

    RaceProduct(XnorKernel kernel) {
        SplittableRandom random = new SplittableRandom(1);
        int wordsPerRow = BitMatrix.wordsFor(INPUTS);
        this.kernel = kernel;
        this.weights = kernel.arrange(BitMatrix.of(
                OUTPUTS, INPUTS, random.longs((long) OUTPUTS * wordsPerRow).toArray()));
        this.activations = random.longs((long) ROWS * wordsPerRow).toArray();
    }

    XnorKernel kernel() {
        return kernel;
    }

    void compute() {
        weights.mismatches(activations, ROWS, counts);
    }
}
