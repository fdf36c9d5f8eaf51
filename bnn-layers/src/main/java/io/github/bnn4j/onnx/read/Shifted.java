package io.github.bnn4j.onnx.read;

import io.github.bnn4j.packed.layer.ImageShape;

/**
 * A value of which constants were subtracted: ahead of a PRelu, they are part of it (RPReLU), and rounded as such.
 *
 * @param before the value before
 * @param shifts what is added, one for all or for each channel or value
 * @param numbers what it is otherwise
 */
record Shifted(Signal before, double[] shifts, Signal numbers) implements Dynamic {

    @Override
    public Axes axes() {
        return numbers.axes();
    }

    @Override
    public ImageShape shape() {
        return numbers.shape();
    }

    /** Returns the numbers alone: with other axes, it is no longer directly ahead. */
    @Override
    public Signal with(Axes axes) {
        return numbers.with(axes);
    }

    @Override
    public Signal signal(Call call) {
        return numbers;
    }
}
