package io.github.bnn4j.export;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;

/**
 * One layer of a network.
 *
 * @param description names it in messages
 * @param layer with its parameters, not a wrapper
 * @param preProcessor of its input; null if there is none
 */
record Step(String description, Layer layer, InputPreProcessor preProcessor) {

    org.deeplearning4j.nn.conf.layers.Layer configuration() {
        return layer.conf().getLayer();
    }

    NotPackableException notPackable(String why) {
        return new NotPackableException(description + " cannot be packed: " + why);
    }
}
