package io.github.bnn4j.onnx.read;

import io.github.bnn4j.packed.layer.ImageShape;

/** A value that depends on the network's input: numbers, or what becomes numbers when it is known what is done with it. */
sealed interface Dynamic extends OnnxValue permits Signal, Steps, Clipped, Shifted, Padded, Winner {

    Axes axes();

    /** Returns the size of an example's value. */
    ImageShape shape();

    /** Returns the same with other names for its axes. */
    Dynamic with(Axes axes);

    /**
     * Returns the numbers that it is.
     *
     * @param call what takes it, which messages name
     * @throws io.github.bnn4j.onnx.OnnxException if a packed network does not have them
     */
    Signal signal(Call call);
}
