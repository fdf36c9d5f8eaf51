package io.github.bnn4j.export;

import io.github.bnn4j.graph.Flattening;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Operation;
import io.github.bnn4j.packed.layer.ImageShape;
import org.deeplearning4j.nn.conf.CNN2DFormat;

/**
 * A value as DL4J has it.
 *
 * @param node of the graph
 * @param channelsLast whether DL4J has the channels of its images last, as the layers before say
 * @param given whether no layer on images was before it: then a network that takes vectors has it as one
 */
record Dl4jValue(Node node, boolean channelsLast, boolean given) {

    ImageShape shape() {
        return node.shape();
    }

    Dl4jValue then(Step step, Operation operation) {
        return with(Node.of(step.description(), operation, node));
    }

    Dl4jValue with(Node next) {
        return new Dl4jValue(next, channelsLast, given);
    }

    /** Returns the same value for a layer on images. */
    Dl4jValue images(CNN2DFormat format) {
        return new Dl4jValue(node, format == CNN2DFormat.NHWC, false);
    }

    /** Returns the same value for a layer on vectors: an example is given flat, channel after channel. */
    Dl4jValue vector(Step step) {
        return given && shape().pixels() > 1 ? then(step, new Flattening(false)) : this;
    }

    /**
     * @throws io.github.bnn4j.graph.NotPackableException if a layer takes images of more channels, or of fewer
     */
    void requireChannels(long channels, Step step) {
        if (shape().channels() != channels) {
            throw step.notPackable(
                    "it takes images of " + channels + " channels, but there are " + shape() + " values before it");
        }
    }
}
