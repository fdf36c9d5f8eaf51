package io.github.bnn4j.onnx.write;

import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.Window;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.AttributeProto;

/** A window in the words of ONNX. */
final class WindowAttributes {

    private final Window window;

    WindowAttributes(Window window) {
        this.window = window;
    }

    /**
     * Returns how many rows and columns there are beyond the image, before and behind it; negative behind where windows end
     * before the image does, by so much that one more would fit.
     */
    private static int[] beyond(Axis axis) {
        int behind = (axis.output() - 1) * axis.stride()
                + (axis.size() - 1) * axis.dilation()
                + 1
                - axis.padding()
                - axis.input();
        return new int[] {axis.padding(), behind <= -axis.stride() ? behind : Math.max(0, behind)};
    }

    private long[] pads() {
        int[] rows = beyond(window.rows());
        int[] columns = beyond(window.columns());
        return new long[] {rows[0], columns[0], rows[1], columns[1]};
    }

    /** Returns whether windows see padding, or not all of the image. */
    private boolean hasPads() {
        for (long pad : pads()) {
            if (pad != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isCropped() {
        long[] pads = pads();
        return pads[2] < 0 || pads[3] < 0;
    }

    boolean isDilated() {
        return window.rows().dilation() > 1 || window.columns().dilation() > 1;
    }

    /** Returns whether ONNX Runtime takes this padding as an attribute of a pool: it wants less than a window of it. */
    private boolean isOfPool() {
        long[] pads = pads();
        return !isCropped()
                && Math.max(pads[0], pads[2]) < window.rows().size()
                && Math.max(pads[1], pads[3]) < window.columns().size();
    }

    /** A window on an image, and what is around that is made part of it first where the operator has no attribute for it. */
    record Padded(String value, List<AttributeProto> attributes) {

        AttributeProto[] with(AttributeProto... others) {
            List<AttributeProto> all = new ArrayList<>(attributes);
            all.addAll(List.of(others));
            return all.toArray(AttributeProto[]::new);
        }
    }

    /** Pads for a convolution: only zeros can be an attribute. */
    Padded ofConvolution(LayerScope scope, String value, double padding) {
        boolean attribute = !hasPads() || padding == 0 && !isCropped();
        return padded(scope, value, (float) padding, attribute);
    }

    /**
     * Pads for a pool.
     *
     * @param padding what changes nothing
     */
    Padded ofPool(LayerScope scope, String value, float padding) {
        return padded(scope, value, padding, isOfPool());
    }

    private Padded padded(LayerScope scope, String value, float padding, boolean attribute) {
        List<AttributeProto> attributes = new ArrayList<>();
        attributes.add(Attributes.of(
                "kernel_shape",
                new long[] {window.rows().size(), window.columns().size()}));
        attributes.add(Attributes.of(
                "strides", new long[] {window.rows().stride(), window.columns().stride()}));
        if (isDilated()) {
            attributes.add(Attributes.of(
                    "dilations",
                    new long[] {window.rows().dilation(), window.columns().dilation()}));
        }
        attributes.add(Attributes.of("pads", attribute ? pads() : new long[4]));
        return new Padded(attribute ? value : padNode(scope, value, padding), attributes);
    }

    private String padNode(LayerScope scope, String value, float padding) {
        long[] pads = pads();
        return scope.node(
                "Pad",
                "padded",
                List.of(
                        value,
                        scope.integers("pads", 0, 0, pads[0], pads[1], 0, 0, pads[2], pads[3]),
                        scope.floats("padding", new int[0], padding)));
    }
}
