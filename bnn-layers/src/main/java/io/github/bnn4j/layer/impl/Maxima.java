package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.memory.Spans;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Maxima of windows that do not overlap, and the way back: a gradient goes to the first of its window's maxima, as with DL4J. Without
 * branches on values, which nothing could predict.
 */
final class Maxima {

    /** Elements of the input for one thread at a time. */
    private static final int SPAN = 8 * FloatMemory.PIECE;

    private final FloatMemory x;
    private final FloatMemory y;
    private final int images;
    private final int width;
    private final int pixels;
    private final int outHeight;
    private final int outWidth;
    private final int windowHeight;
    private final int windowWidth;

    /**
     * @param x {@code [examples, channels, height, width]}, dense, 'c' ordered; not modified
     * @param y of the size of the maxima, dense, 'c' ordered
     */
    Maxima(INDArray x, INDArray y, int windowHeight, int windowWidth) {
        this.x = FloatMemory.of(x);
        this.y = FloatMemory.of(y);
        this.images = (int) (x.size(0) * x.size(1));
        this.width = (int) x.size(3);
        this.pixels = (int) x.size(2) * width;
        this.outHeight = (int) y.size(2);
        this.outWidth = (int) y.size(3);
        this.windowHeight = windowHeight;
        this.windowWidth = windowWidth;
    }

    /** Overwrites y with the maxima. */
    void take() {
        forEachImages((from, to) -> {
            float[] image = new float[pixels];
            float[] maxima = new float[outHeight * outWidth];
            for (int i = from; i < to; i++) {
                x.get(i * pixels, image, pixels);
                Arrays.fill(maxima, Float.NEGATIVE_INFINITY);
                for (int row = 0; row < outHeight * windowHeight; row++) {
                    addRow(image, row * width, maxima, row / windowHeight * outWidth);
                }
                y.put(i * maxima.length, maxima, maxima.length);
            }
        });
    }

    private void addRow(float[] image, int from, float[] maxima, int to) {
        for (int tap = 0; tap < windowWidth; tap++) {
            for (int i = 0; i < outWidth; i++) {
                maxima[to + i] = Math.max(maxima[to + i], image[from + tap + i * windowWidth]);
            }
        }
    }

    /**
     * Takes y for gradients of the maxima.
     *
     * @param dx of the size of x, dense, 'c' ordered; overwritten
     */
    void takeBack(INDArray dx) {
        FloatMemory out = FloatMemory.of(dx);
        forEachImages((from, to) -> {
            float[] image = new float[pixels];
            float[] gradients = new float[outHeight * outWidth];
            float[] spread = new float[pixels];
            for (int i = from; i < to; i++) {
                x.get(i * pixels, image, pixels);
                y.get(i * gradients.length, gradients, gradients.length);
                Arrays.fill(spread, 0);
                for (int row = 0; row < outHeight; row++) {
                    for (int j = 0; j < outWidth; j++) {
                        int window = row * windowHeight * width + j * windowWidth;
                        spread[firstMaximum(image, window)] = gradients[row * outWidth + j];
                    }
                }
                out.put(i * pixels, spread, pixels);
            }
        });
    }

    private int firstMaximum(float[] image, int window) {
        int best = window;
        int maximum = ordered(image[window]);
        for (int row = 0; row < windowHeight; row++) {
            for (int i = 0; i < windowWidth; i++) {
                int at = window + row * width + i;
                int value = ordered(image[at]);
                best = value > maximum ? at : best;
                maximum = Math.max(value, maximum);
            }
        }
        return best;
    }

    /** Returns an integer that compares as the number does; zeros of both signs are the same. */
    private static int ordered(float value) {
        int bits = Float.floatToRawIntBits(value + 0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    private void forEachImages(Spans.Task task) {
        Spans.forEach(images, Math.max(1, SPAN / pixels), task);
    }
}
