package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.Window;

/** Checks what windows demand of the image before them. */
final class WindowFit {

    private WindowFit() {}

    /**
     * @throws IllegalArgumentException if the window is for images of another size
     */
    static void check(Window window, ImageShape image) {
        if (!window.input(image.channels()).equals(image)) {
            throw new IllegalArgumentException("its window is for images of "
                    + window.rows().input() + " x " + window.columns().input() + ", but there are " + image
                    + " values before it");
        }
    }
}
