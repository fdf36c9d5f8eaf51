package io.github.bnn4j.summary;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.layer.RSignLayer;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.IActivation;

/** Tells how many bits the values have that leave a layer at inference. */
final class OutputBits {

    private OutputBits() {}

    static int of(Layer layer, int incomingBits) {
        if (layer instanceof RSignLayer sign) {
            return sign.getQuantizer().bits();
        }
        IActivation activation = activationOf(layer);
        if (activation instanceof SignActivation sign) {
            return sign.getQuantizer().bits();
        }
        return passesValuesOn(layer) ? incomingBits : Float.SIZE;
    }

    private static IActivation activationOf(Layer layer) {
        if (layer instanceof ActivationLayer activationLayer) {
            return activationLayer.getActivationFn();
        }
        return layer instanceof BaseLayer base ? base.getActivationFn() : null;
    }

    private static boolean passesValuesOn(Layer layer) {
        return layer instanceof DropoutLayer
                || (layer instanceof SubsamplingLayer pooling && pooling.getPoolingType() == PoolingType.MAX);
    }
}
