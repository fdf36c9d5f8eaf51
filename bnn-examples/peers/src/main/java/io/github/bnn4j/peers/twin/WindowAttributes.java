package io.github.bnn4j.peers.twin;

import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.Window;
import java.util.List;
import onnx.Onnx.AttributeProto;

/** Puts a window into ONNX's words. */
final class WindowAttributes {

    private WindowAttributes() {}

    static List<AttributeProto> of(Window window) {
        return List.of(
                OnnxNodes.attribute(
                        "kernel_shape", window.rows().size(), window.columns().size()),
                OnnxNodes.attribute(
                        "strides", window.rows().stride(), window.columns().stride()),
                OnnxNodes.attribute(
                        "dilations", window.rows().dilation(), window.columns().dilation()),
                OnnxNodes.attribute(
                        "pads",
                        window.rows().padding(),
                        window.columns().padding(),
                        behind(window.rows()),
                        behind(window.columns())));
    }

    private static int behind(Axis axis) {
        int end = (axis.output() - 1) * axis.stride() + (axis.size() - 1) * axis.dilation() + 1;
        return Math.max(0, end - axis.padding() - axis.input());
    }
}
