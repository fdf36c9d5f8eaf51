package io.github.bnn4j.onnx.read;

import io.github.bnn4j.packed.layer.ImageShape;

/** Tells how many rows and columns are added around an image. */
record Margin(int top, int left, int bottom, int right) {

    static final Margin NONE = new Margin(0, 0, 0, 0);

    boolean isNone() {
        return equals(NONE);
    }

    Margin plus(Margin other) {
        return new Margin(top + other.top, left + other.left, bottom + other.bottom, right + other.right);
    }

    ImageShape around(ImageShape image) {
        return new ImageShape(image.channels(), image.height() + top + bottom, image.width() + left + right);
    }
}
