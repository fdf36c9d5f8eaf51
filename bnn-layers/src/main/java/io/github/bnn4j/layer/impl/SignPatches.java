package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import java.util.Arrays;

/**
 * The patches of some examples of signs that a convolution's kernel covers, a bit each: a thirty-second of what {@link PatchColumns}
 * takes. A word holds a tap's signs of 32 channels, so that taking patches apart moves whole words, and padding is words of zeros.
 *
 * <p>Used by one thread, for as many examples at a time as it was made for.
 */
final class SignPatches {

    private static final int BITS = Integer.SIZE;

    private final ConvolutionGeometry geometry;
    private final int channels;
    private final int examples;
    private final int paddedWidth;
    private final int paddedPixels;

    /** {@code [words of a pixel][examples * padded pixels]}. */
    private final int[][] planes;

    private final int[][] words;

    /** The bits are those of a channel of an example. */
    private final int[] bits;

    private final int[] plane;
    private final int[] wrong;

    SignPatches(int channels, int examples, ConvolutionGeometry geometry) {
        this.geometry = geometry;
        this.channels = channels;
        this.examples = examples;
        ConvolutionGeometry padded = geometry.withPaddingAsInput();
        this.paddedWidth = padded.in()[1];
        this.paddedPixels = padded.in()[0] * paddedWidth;
        this.planes = new int[wordsOf(channels)][examples * paddedPixels];
        this.words = new int[geometry.taps() * planes.length][examples * geometry.outPixels()];
        this.bits = new int[geometry.in()[0] * geometry.in()[1]];
        this.plane = new int[bits.length];
        this.wrong = new int[bits.length];
    }

    /** Returns how many words the signs of that many channels take. */
    static int wordsOf(int channels) {
        return (channels + BITS - 1) / BITS;
    }

    /**
     * Takes the patches of examples {@code from} to {@code to}, of which there are no more than this was made for.
     *
     * @param x NCHW
     * @param magnitude bits of the positive float that each element is, or is the negative of
     * @return {@code [taps * words of a pixel][examples * output pixels]}, valid until the next call; null if an element is another
     */
    int[][] take(FloatMemory x, int from, int to, int magnitude) {
        for (int e = from; e < to; e++) {
            for (int word = 0; word < planes.length; word++) {
                pack(x, e, word, magnitude);
                copyRows(planes[word], (e - from) * paddedPixels);
            }
        }
        for (int i = 0; i < wrong.length; i++) {
            if (wrong[i] != 0) {
                return null;
            }
        }
        for (int k = 0; k < words.length; k++) {
            takeTap(planes[k % planes.length], k / planes.length, words[k]);
        }
        return words;
    }

    private void pack(FloatMemory x, int example, int word, int magnitude) {
        Arrays.fill(plane, 0);
        int first = word * BITS;
        for (int channel = first; channel < Math.min(channels, first + BITS); channel++) {
            x.getBits((example * channels + channel) * bits.length, bits, bits.length);
            addBit(bits, plane, wrong, channel - first, magnitude);
        }
    }

    private static void addBit(int[] bits, int[] plane, int[] wrong, int bit, int magnitude) {
        for (int i = 0; i < bits.length; i++) {
            int b = bits[i];
            wrong[i] |= (b & Integer.MAX_VALUE) ^ magnitude;
            plane[i] |= (~b >>> 31) << bit;
        }
    }

    private void copyRows(int[] padded, int start) {
        int width = geometry.in()[1];
        int at = start + geometry.topLeft()[0] * paddedWidth + geometry.topLeft()[1];
        for (int i = 0; i < plane.length; i += width) {
            System.arraycopy(plane, i, padded, at, width);
            at += paddedWidth;
        }
    }

    private void takeTap(int[] padded, int tap, int[] row) {
        int width = geometry.out()[1];
        int strideX = geometry.stride()[1];
        int out = 0;
        for (int e = 0; e < examples; e++) {
            int at = e * paddedPixels + geometry.offset(tap, paddedWidth);
            for (int y = 0; y < geometry.out()[0]; y++) {
                if (strideX == 1) {
                    System.arraycopy(padded, at, row, out, width);
                } else {
                    for (int i = 0; i < width; i++) {
                        row[out + i] = padded[at + i * strideX];
                    }
                }
                out += width;
                at += geometry.stride()[0] * paddedWidth;
            }
        }
    }
}
