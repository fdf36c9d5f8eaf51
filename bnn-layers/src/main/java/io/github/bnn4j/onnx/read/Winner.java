package io.github.bnn4j.onnx.read;

import io.github.bnn4j.packed.layer.ImageShape;

/** Tells which class has the highest score: the end of a network, which gives its scores here. */
record Winner(Signal scores) implements Dynamic {

    @Override
    public Axes axes() {
        return scores.axes();
    }

    @Override
    public ImageShape shape() {
        return scores.shape();
    }

    @Override
    public Winner with(Axes axes) {
        return this;
    }

    @Override
    public Signal signal(Call call) {
        throw call.refused("it takes the number of a class, which can be at the end of a network only");
    }
}
