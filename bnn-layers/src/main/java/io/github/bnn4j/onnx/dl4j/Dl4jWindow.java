package io.github.bnn4j.onnx.dl4j;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.Window;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/** A window as DL4J's layers have it: padding is the same on both sides, or what the mode Same makes of it. */
record Dl4jWindow(int[] kernel, int[] stride, int[] padding, int[] dilation, ConvolutionMode mode) {

    /**
     * @throws OnnxException if they do not have it
     */
    static Dl4jWindow of(Window window, Node node) {
        int[] kernel = {window.rows().size(), window.columns().size()};
        int[] stride = {window.rows().stride(), window.columns().stride()};
        int[] dilation = {window.rows().dilation(), window.columns().dilation()};
        if (isAlike(window.rows()) && isAlike(window.columns())) {
            int[] padding = {window.rows().padding(), window.columns().padding()};
            return new Dl4jWindow(kernel, stride, padding, dilation, ConvolutionMode.Truncate);
        }
        if (isSame(window.rows()) && isSame(window.columns())) {
            return new Dl4jWindow(kernel, stride, new int[2], dilation, ConvolutionMode.Same);
        }
        throw new OnnxException(node.origin()
                + " has no equivalent layer in DL4J: its padding is not the same on both sides, with " + window);
    }

    private static int span(Axis axis) {
        return (axis.size() - 1) * axis.dilation() + 1;
    }

    private static boolean isAlike(Axis axis) {
        return axis.output() == (axis.input() + 2 * axis.padding() - span(axis)) / axis.stride() + 1;
    }

    private static boolean isSame(Axis axis) {
        int output = (axis.input() + axis.stride() - 1) / axis.stride();
        int missing = Math.max(0, (output - 1) * axis.stride() + span(axis) - axis.input());
        return axis.output() == output && axis.padding() == missing / 2;
    }
}
