package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Flattening;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Operation;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.Unflattening;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.Optional;

/** Numbers. */
record Signal(Node node, Axes axes) implements Dynamic {

    @Override
    public ImageShape shape() {
        return node.shape();
    }

    @Override
    public Signal with(Axes other) {
        return new Signal(node, other);
    }

    Signal with(Node other) {
        return new Signal(other, axes);
    }

    @Override
    public Signal signal(Call call) {
        return this;
    }

    /** Returns what an operation makes of them, with the same axes. */
    Signal then(Call call, Operation operation) {
        return with(call.node(operation, node));
    }

    /** Returns them as a vector, in the order of channel after channel if they are an image. */
    Signal vector(Call call) {
        return shape().pixels() == 1 ? this : then(call, new Flattening(false)).with(Axes.VECTOR);
    }

    /**
     * Returns {@code scale x + offset}.
     *
     * @param scaling for one, for each channel, or for each value, channel after channel
     */
    Signal scaled(Call call, Scaling scaling) {
        int features = scaling.features();
        if (features == 1 || features == shape().channels()) {
            return then(call, Scale.of(scaling.gather(Spread.indices(features, shape().channels()))));
        }
        Optional<Scale> ofBorders = BorderScales.of(node, scaling);
        if (ofBorders.isPresent()) {
            return then(call, ofBorders.get());
        }
        // Images have one scale for each channel. A vector has one for each value.
        Node vector = call.node(new Flattening(false), node);
        return with(call.node(new Unflattening(shape()), call.node(Scale.of(scaling), vector)));
    }
}
