package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.memory.Spans;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Dense activations as plain memory, in which one block lies behind the other, and an element's place in its block tells its channel:
 * {@code (place / run) % channels}. A block of a 'c' ordered array is an example, whichever dimension the channels are.
 *
 * <p>What is computed does not depend on the number of threads: they share the places of a block among them, and each goes through
 * the blocks in their order.
 */
final class ChannelBlocks {

    /** Elements for one thread at a time. */
    private static final int SPAN = 16 * FloatMemory.PIECE;

    private final int blocks;
    private final int length;
    private final int run;
    private final int channels;

    private ChannelBlocks(int blocks, int length, int run, int channels) {
        this.blocks = blocks;
        this.length = length;
        this.run = run;
        this.channels = channels;
    }

    /**
     * @param activations dense, of 2 dimensions or more
     * @param dimension of the channels, not the first
     */
    static ChannelBlocks of(INDArray activations, int dimension) {
        long[] shape = activations.shape();
        boolean examplesFirst = activations.ordering() == 'c';
        int from = examplesFirst ? dimension + 1 : 0;
        int to = examplesFirst ? shape.length : dimension;
        int run = 1;
        for (int i = from; i < to; i++) {
            run = Math.toIntExact(run * shape[i]);
        }
        int channels = (int) shape[dimension];
        int length = examplesFirst ? (int) (activations.length() / shape[0]) : run * channels;
        return new ChannelBlocks((int) (activations.length() / length), length, run, channels);
    }

    /** Works on the first {@code n} elements of a piece, in place. */
    @FunctionalInterface
    interface PieceTask {
        /**
         * @param place of the first element in its block
         */
        void run(float[] piece, int n, int place);
    }

    /** Works on the first {@code n} elements of two pieces, in place. */
    @FunctionalInterface
    interface PiecesTask {
        /**
         * @param place of the first element of both in its block
         */
        void run(float[] first, float[] second, int n, int place);
    }

    /** Computes {@code out = task(x)}; out may be x itself. */
    void map(INDArray x, INDArray out, PieceTask task) {
        FloatMemory from = FloatMemory.of(x);
        FloatMemory to = FloatMemory.of(out);
        forEachPiece((start, piece, place, n) -> {
            from.get(start, piece, n);
            task.run(piece, n, place);
            to.put(start, piece, n);
        });
    }

    /** Reads x and changes y by it. */
    void update(INDArray x, INDArray y, PiecesTask task) {
        FloatMemory from = FloatMemory.of(x);
        FloatMemory to = FloatMemory.of(y);
        Spans.forEach(length, Math.max(1, SPAN / blocks), (first, last) -> {
            float[] read = new float[Math.min(FloatMemory.PIECE, last - first)];
            float[] changed = new float[read.length];
            for (int place = first; place < last; place += read.length) {
                int n = Math.min(read.length, last - place);
                for (int block = 0; block < blocks; block++) {
                    int start = block * length + place;
                    from.get(start, read, n);
                    to.get(start, changed, n);
                    task.run(read, changed, n, place);
                    to.put(start, changed, n);
                }
            }
        });
    }

    /** Reads x alone. */
    void read(INDArray x, PieceTask task) {
        FloatMemory from = FloatMemory.of(x);
        forEachPiece((start, piece, place, n) -> {
            from.get(start, piece, n);
            task.run(piece, n, place);
        });
    }

    @FunctionalInterface
    private interface Visit {
        void piece(int start, float[] piece, int place, int n);
    }

    private void forEachPiece(Visit visit) {
        Spans.forEach(length, Math.max(1, SPAN / blocks), (first, last) -> {
            float[] piece = new float[Math.min(FloatMemory.PIECE, last - first)];
            for (int place = first; place < last; place += piece.length) {
                int n = Math.min(piece.length, last - place);
                for (int block = 0; block < blocks; block++) {
                    visit.piece(block * length + place, piece, place, n);
                }
            }
        });
    }

    /** Returns the number of each place's channel. */
    float[] spread(INDArray perChannel) {
        FloatMemory memory = FloatMemory.of(perChannel);
        float[] values = new float[channels];
        memory.get(0, values, channels);
        float[] spread = new float[length];
        int place = 0;
        while (place < length) {
            for (float value : values) {
                for (int i = 0; i < run; i++) {
                    spread[place++] = value;
                }
            }
        }
        return spread;
    }

    /** Returns a sum for each place, 0 at first. */
    double[] sums() {
        return new double[length];
    }

    /** Adds up the sums of each channel's places. */
    void fold(double[] sums, INDArray perChannel) {
        double[] totals = new double[channels];
        int place = 0;
        while (place < length) {
            for (int channel = 0; channel < channels; channel++) {
                for (int i = 0; i < run; i++) {
                    totals[channel] += sums[place++];
                }
            }
        }
        float[] values = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            values[channel] = (float) totals[channel];
        }
        FloatMemory.of(perChannel).put(0, values, channels);
    }
}
