package io.github.bnn4j.onnx.read;

import io.github.bnn4j.packed.layer.ImageShape;

/** An image with a margin of one value, which becomes the padding of what takes it. */
record Padded(Signal image, Margin margin, double value) implements Dynamic {

    @Override
    public Axes axes() {
        return image.axes();
    }

    @Override
    public ImageShape shape() {
        return margin.around(image.shape());
    }

    @Override
    public Padded with(Axes axes) {
        return new Padded(image.with(axes), margin, value);
    }

    @Override
    public Signal signal(Call call) {
        throw call.refused("it takes an image with a margin of " + value
                + "; only a convolution or pooling is supported behind Pad, with transposes between them");
    }
}
