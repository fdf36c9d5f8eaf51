package io.github.bnn4j.packed.layer;

/** Runs of up to 64 bits at any place in an array of words, where what belongs together need not begin with a word. */
final class BitRuns {

    private BitRuns() {}

    /**
     * @param from index of the first bit
     * @param count from 1 to 64
     * @return the bits, the first one lowest; above them 0
     */
    static long get(long[] words, long from, int count) {
        int word = (int) (from >>> 6);
        int shift = (int) from & 63;
        long bits = words[word] >>> shift;
        if (shift + count > Long.SIZE) {
            bits |= words[word + 1] << -shift;
        }
        return bits & -1L >>> -count;
    }

    /**
     * Sets bits that were 0.
     *
     * @param from index of the first bit
     * @param count from 1 to 64
     * @param bits the first one lowest; above them 0
     */
    static void put(long[] words, long from, int count, long bits) {
        int word = (int) (from >>> 6);
        int shift = (int) from & 63;
        words[word] |= bits << shift;
        if (shift + count > Long.SIZE) {
            words[word + 1] |= bits >>> -shift;
        }
    }

    /**
     * Reads as {@link #get} does, but runs of 32 bits, one of each pixel, which all begin at the same place of a word.
     *
     * @param from index of the first bit of the first pixel, a multiple of 32
     * @param step words from pixel to pixel
     */
    static void getHalves(long[] words, long from, int step, int[] target, int to, int count) {
        int word = (int) (from >>> 6);
        int shift = (int) from & 63;
        for (int i = 0; i < count; i++) {
            target[to + i] = (int) (words[word + i * step] >>> shift);
        }
    }

    /** Writes as {@link #put} does, but runs of 32 bits; see {@link #getHalves}. */
    static void putHalves(long[] words, long from, int step, int[] source, int at, int count) {
        int word = (int) (from >>> 6);
        int shift = (int) from & 63;
        for (int i = 0; i < count; i++) {
            words[word + i * step] |= (source[at + i] & 0xFFFFFFFFL) << shift;
        }
    }

    /** Copies any count of bits to where they were 0. */
    static void copy(long[] words, long from, long[] target, long to, int count) {
        for (int i = 0; i < count; i += Long.SIZE) {
            int run = Math.min(Long.SIZE, count - i);
            put(target, to + i, run, get(words, from + i, run));
        }
    }
}
