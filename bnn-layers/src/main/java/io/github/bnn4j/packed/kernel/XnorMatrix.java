package io.github.bnn4j.packed.kernel;

/** Weights in the order of one {@link XnorKernel}. Immutable, safe for use by many threads. */
public interface XnorMatrix {

    /** K, the signs of an input. */
    int inputs();

    /** N, the outputs. */
    int outputs();

    /**
     * {@code counts[b][n] = popcount(activations[b] XOR weights[n])}, from 0 to K. Arguments are not checked: callers are.
     *
     * @param activations signs, {@code rows} rows of {@code BitMatrix.wordsFor(K)} words, unused bits 0; not modified
     * @param rows at least 0
     * @param counts at least {@code rows} arrays of at least N; overwritten
     */
    void mismatches(long[] activations, int rows, int[][] counts);

    /** The weights as they were given. */
    BitMatrix weights();
}
