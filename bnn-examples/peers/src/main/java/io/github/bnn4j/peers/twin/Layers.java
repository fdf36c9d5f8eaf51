package io.github.bnn4j.peers.twin;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.Window;

/** Adds the layers of a network in one of the number formats. Values are names in the graph. */
interface Layers {

    /**
     * Adds the input.
     *
     * @param shape of an example: channels, height and width, or its size
     */
    String input(int... shape);

    /** Adds a dense layer, whose bias is that of a folded batch normalization. */
    String dense(String x, int inputs, int outputs, Output output);

    /** Adds a convolution, whose bias is that of a folded batch normalization. */
    String convolution(String x, Window window, int channels, int outputs, int groups, Output output);

    /** Adds the maximum over windows. */
    String maximum(String x, Window window);

    /** Adds the mean over windows. */
    String mean(String x, Window window);

    /** Adds the mean over an image. */
    String globalMean(String x);

    /** Adds the sum of two values, and ReLU. */
    String sum(String x, String y);

    /** Adds what makes a vector of an image. */
    String flat(String x);

    /** Declares the scores, which a layer gave as {@link Output#SCORES}. */
    void output(String scores, int width);

    /** What a layer makes of its sums. */
    enum Output {
        /** ReLU of them. */
        RECTIFIED,
        /** Themselves, to be added to others. */
        SUMMAND,
        /** Themselves, which are the network's result, in single precision. */
        SCORES
    }

    /** Tells how an image is laid out for ONNX. */
    static int[] shape(ImageShape image) {
        return new int[] {image.channels(), image.height(), image.width()};
    }
}
