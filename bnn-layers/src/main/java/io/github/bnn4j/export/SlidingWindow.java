package io.github.bnn4j.export;

import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.Window;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** Tells how one of DL4J's layers slides over images. Pairs are of height and width. */
record SlidingWindow(int[] kernel, int[] stride, int[] padding, int[] dilation, ConvolutionMode mode) {

    static SlidingWindow of(ConvolutionLayer layer) {
        return new SlidingWindow(
                layer.getKernelSize(),
                layer.getStride(),
                layer.getPadding(),
                layer.getDilation(),
                layer.getConvolutionMode());
    }

    static SlidingWindow of(SubsamplingLayer layer) {
        return new SlidingWindow(
                layer.getKernelSize(),
                layer.getStride(),
                layer.getPadding(),
                layer.getDilation(),
                layer.getConvolutionMode());
    }

    /**
     * @throws NotPackableException if packed networks do not have it
     */
    Window over(ImageShape image, Step step) {
        if (mode == ConvolutionMode.Causal) {
            throw step.notPackable("its convolution mode is Causal; Truncate, Strict and Same are supported");
        }
        try {
            return new Window(axis(0, image.height()), axis(1, image.width()));
        } catch (IllegalArgumentException e) {
            throw step.notPackable("it does not fit images of " + image + ": " + e.getMessage());
        }
    }

    private Axis axis(int i, int input) {
        int span = (kernel[i] - 1) * dilation[i] + 1;
        if (mode == ConvolutionMode.Same) {
            int output = (input + stride[i] - 1) / stride[i];
            int missing = Math.max(0, (output - 1) * stride[i] + span - input);
            return new Axis(input, output, kernel[i], stride[i], missing / 2, dilation[i]);
        }
        int output = Math.floorDiv(input + 2 * padding[i] - span, stride[i]) + 1;
        return new Axis(input, output, kernel[i], stride[i], padding[i], dilation[i]);
    }
}
