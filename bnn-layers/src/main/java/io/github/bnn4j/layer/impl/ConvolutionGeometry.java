package io.github.bnn4j.layer.impl;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tells where the kernel of a 2-d convolution meets its input: pairs of height and width.
 *
 * @param same whether ND4J's operations are to expect an output as large as the input divided by the stride
 */
record ConvolutionGeometry(
        int[] kernel, int[] stride, int[] dilation, int[] topLeft, int[] in, int[] out, boolean same) {

    /**
     * Follows DL4J's rules, which also refuse what does not fit.
     *
     * @param x {@code [examples, channels, height, width]}
     */
    static ConvolutionGeometry of(ConvolutionLayer layer, INDArray x) {
        int[] kernel = layer.getKernelSize();
        int[] stride = layer.getStride();
        int[] dilation = layer.getDilation();
        ConvolutionMode mode = layer.getConvolutionMode();
        boolean same = mode == ConvolutionMode.Same;
        int[] in = {(int) x.size(2), (int) x.size(3)};
        int[] out = ConvolutionUtils.getOutputSize(
                x, kernel, stride, same ? null : layer.getPadding(), mode, dilation, CNN2DFormat.NCHW);
        int[] topLeft = same
                ? ConvolutionUtils.getSameModeTopLeftPadding(out, in, kernel, stride, dilation)
                : layer.getPadding();
        return new ConvolutionGeometry(kernel, stride, dilation, topLeft, in, out, same);
    }

    /** Returns whether the kernel reaches beyond the input anywhere. */
    boolean isPadded() {
        return topLeft[0] > 0 || topLeft[1] > 0 || bottomRight(0) > 0 || bottomRight(1) > 0;
    }

    /** Returns the same with the padding as part of the input. */
    ConvolutionGeometry withPaddingAsInput() {
        int[] padded = {topLeft[0] + in[0] + bottomRight(0), topLeft[1] + in[1] + bottomRight(1)};
        return new ConvolutionGeometry(kernel, stride, dilation, new int[2], padded, out, false);
    }

    /**
     * Returns the convolution that takes the gradient of the output back to the input, with the kernel turned around.
     *
     * @return null if there is none: pixels skipped in the output would have to be filled in, or padding taken away
     */
    ConvolutionGeometry back() {
        int[] rest = {(kernel[0] - 1) * dilation[0] - topLeft[0], (kernel[1] - 1) * dilation[1] - topLeft[1]};
        return stride[0] == 1 && stride[1] == 1 && rest[0] >= 0 && rest[1] >= 0
                ? new ConvolutionGeometry(kernel, stride, dilation, rest, out, in, false)
                : null;
    }

    /** Returns how many pixels the kernel covers. */
    int taps() {
        return kernel[0] * kernel[1];
    }

    /** Returns where a tap of the kernel meets an input of this width, padding included, for the first output pixel. */
    int offset(int tap, int paddedWidth) {
        int y = tap / kernel[1] * dilation[0];
        int x = tap % kernel[1] * dilation[1];
        return y * paddedWidth + x;
    }

    /** Returns for each output pixel 1 where a tap of the kernel meets padding, else 0. */
    int[] pixelsOutside(int tap) {
        int[] outside = new int[outPixels()];
        for (int p = 0; p < outside.length; p++) {
            int y = p / out[1] * stride[0] + tap / kernel[1] * dilation[0] - topLeft[0];
            int x = p % out[1] * stride[1] + tap % kernel[1] * dilation[1] - topLeft[1];
            outside[p] = y < 0 || y >= in[0] || x < 0 || x >= in[1] ? 1 : 0;
        }
        return outside;
    }

    private int bottomRight(int dimension) {
        int reach = (out[dimension] - 1) * stride[dimension] + (kernel[dimension] - 1) * dilation[dimension] + 1;
        return Math.max(0, reach - topLeft[dimension] - in[dimension]);
    }

    /** Returns the output pixels of an example and channel. */
    int outPixels() {
        return out[0] * out[1];
    }

    /** Returns the integer arguments of ND4J's convolution operations on NCHW. */
    int[] toArguments() {
        int nchw = 0;
        return new int[] {
            kernel[0],
            kernel[1],
            stride[0],
            stride[1],
            topLeft[0],
            topLeft[1],
            dilation[0],
            dilation[1],
            same ? 1 : 0,
            nchw
        };
    }
}
