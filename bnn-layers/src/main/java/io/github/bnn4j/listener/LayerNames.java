package io.github.bnn4j.listener;

import io.github.bnn4j.layer.BaseChannelwiseLayer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.PReLULayer;

/** Names the layers of a network as a reader calls them: by their own names, else by where they are. */
final class LayerNames {

    private LayerNames() {}

    /**
     * @param layers all of a network, in its order
     * @return a name for each: its own; of one that only DL4J has named, such as "layer0", "hidden layer 1" and so on, of
     *     the last one with weights "output layer"
     */
    static String[] of(Layer[] layers) {
        int last = layers.length - 1;
        while (last > 0 && !hasWeights(layers[last])) {
            last--;
        }
        String[] names = new String[layers.length];
        int hidden = 0;
        for (int i = 0; i < layers.length; i++) {
            hidden += hasWeights(layers[i]) && i < last ? 1 : 0;
            String own = layers[i].conf().getLayer().getLayerName();
            if (own != null && !own.equals("layer" + i)) {
                names[i] = own;
            } else {
                names[i] = i < last ? "hidden layer " + hidden : "output layer";
            }
        }
        return names;
    }

    /** Returns whether it is what papers count as a layer; normalization, pooling and activation functions are parts of one. */
    private static boolean hasWeights(Layer layer) {
        var options = layer.conf().getLayer();
        return layer.numParams() > 0
                && !(options instanceof BatchNormalization)
                && !(options instanceof BaseChannelwiseLayer)
                && !(options instanceof PReLULayer);
    }
}
