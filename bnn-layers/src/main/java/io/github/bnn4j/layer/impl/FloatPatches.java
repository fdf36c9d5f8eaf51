package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.memory.Spans;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link PatchColumns} in single precision, channel by channel, by all threads. ND4J's own operations are many times slower where
 * the examples lie side by side in a row.
 */
final class FloatPatches {

    /** Elements of the columns for one thread at a time. */
    private static final int SPAN = 1 << 16;

    private final ConvolutionGeometry geometry;
    private final int channels;
    private final int from;
    private final int examples;
    private final int pixels;
    private final int paddedWidth;
    private final int paddedPixels;
    private final FloatMemory images;
    private final FloatMemory columns;

    /**
     * @param x {@code [examples, channels, height, width]}, dense, 'c' ordered
     * @param columns of examples {@code from} to {@code to}, dense, 'c' ordered
     */
    FloatPatches(INDArray x, int from, int to, ConvolutionGeometry geometry, INDArray columns) {
        this.geometry = geometry;
        this.channels = (int) x.size(1);
        this.from = from;
        this.examples = to - from;
        this.pixels = geometry.in()[0] * geometry.in()[1];
        ConvolutionGeometry padded = geometry.withPaddingAsInput();
        this.paddedWidth = padded.in()[1];
        this.paddedPixels = padded.in()[0] * paddedWidth;
        this.images = FloatMemory.of(x);
        this.columns = FloatMemory.of(columns);
    }

    static boolean takes(INDArray x, INDArray columns) {
        return FloatMemory.isDense(x, columns) && x.ordering() == 'c';
    }

    /** Copies from the images into the columns. */
    void take() {
        forEachChannels((first, last) -> {
            float[] image = new float[pixels];
            float[] padded = new float[examples * paddedPixels];
            float[] row = new float[rowLength()];
            for (int channel = first; channel < last; channel++) {
                for (int e = 0; e < examples; e++) {
                    images.get(imageIndex(e, channel), image, pixels);
                    copyRows(image, padded, e, false);
                }
                for (int tap = 0; tap < geometry.taps(); tap++) {
                    takeTap(padded, tap, row);
                    columns.put((channel * geometry.taps() + tap) * row.length, row, row.length);
                }
            }
        });
    }

    /** Copies from the columns into the images: adds up what belongs to the same pixel. */
    void add() {
        forEachChannels((first, last) -> {
            float[] image = new float[pixels];
            float[] padded = new float[examples * paddedPixels];
            float[] row = new float[rowLength()];
            for (int channel = first; channel < last; channel++) {
                Arrays.fill(padded, 0);
                for (int tap = 0; tap < geometry.taps(); tap++) {
                    columns.get((channel * geometry.taps() + tap) * row.length, row, row.length);
                    addTap(row, tap, padded);
                }
                for (int e = 0; e < examples; e++) {
                    copyRows(image, padded, e, true);
                    images.put(imageIndex(e, channel), image, pixels);
                }
            }
        });
    }

    private void forEachChannels(Spans.Task task) {
        Spans.forEach(channels, Math.max(1, SPAN / (geometry.taps() * rowLength())), task);
    }

    private int rowLength() {
        return examples * geometry.outPixels();
    }

    private int imageIndex(int example, int channel) {
        return ((from + example) * channels + channel) * pixels;
    }

    /** Copies between an image and its place within the padding. */
    private void copyRows(float[] image, float[] padded, int example, boolean back) {
        int width = geometry.in()[1];
        int at = example * paddedPixels + geometry.topLeft()[0] * paddedWidth + geometry.topLeft()[1];
        for (int i = 0; i < pixels; i += width) {
            if (back) {
                System.arraycopy(padded, at, image, i, width);
            } else {
                System.arraycopy(image, i, padded, at, width);
            }
            at += paddedWidth;
        }
    }

    private void takeTap(float[] padded, int tap, float[] row) {
        int width = geometry.out()[1];
        int strideX = geometry.stride()[1];
        int out = 0;
        for (int e = 0; e < examples; e++) {
            int at = e * paddedPixels + geometry.offset(tap, paddedWidth);
            for (int y = 0; y < geometry.out()[0]; y++) {
                if (strideX == 1) {
                    System.arraycopy(padded, at, row, out, width);
                } else {
                    for (int x = 0; x < width; x++) {
                        row[out + x] = padded[at + x * strideX];
                    }
                }
                out += width;
                at += geometry.stride()[0] * paddedWidth;
            }
        }
    }

    private void addTap(float[] row, int tap, float[] padded) {
        int width = geometry.out()[1];
        int strideX = geometry.stride()[1];
        int in = 0;
        for (int e = 0; e < examples; e++) {
            int at = e * paddedPixels + geometry.offset(tap, paddedWidth);
            for (int y = 0; y < geometry.out()[0]; y++) {
                if (strideX == 1) {
                    for (int x = 0; x < width; x++) {
                        padded[at + x] += row[in + x];
                    }
                } else {
                    for (int x = 0; x < width; x++) {
                        padded[at + x * strideX] += row[in + x];
                    }
                }
                in += width;
                at += geometry.stride()[0] * paddedWidth;
            }
        }
    }
}
