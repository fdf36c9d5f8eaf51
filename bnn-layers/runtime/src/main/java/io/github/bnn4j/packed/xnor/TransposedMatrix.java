package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;

/** This class has what matrices over {@link TransposedWeights} have in common. */
abstract class TransposedMatrix implements XnorMatrix {

    private final TransposedWeights transposed;

    /** {@code [blocks][words of a block][outputs]}. */
    final int[][][] blocks;

    TransposedMatrix(TransposedWeights weights, int wordsPerBlock) {
        this.transposed = weights;
        this.blocks = transposed.blocks(wordsPerBlock);
    }

    @Override
    public final int inputs() {
        return transposed.inputs();
    }

    @Override
    public final int outputs() {
        return transposed.outputs();
    }

    @Override
    public final BitMatrix weights() {
        return transposed.toBitMatrix();
    }

    /** Returns them as another kernel that reads this order can have them, without a copy. */
    final TransposedWeights transposed() {
        return transposed;
    }

    /** Returns the words of 32 signs of an input, without those that fill up the last block. */
    final int words() {
        return transposed.words().length;
    }
}
