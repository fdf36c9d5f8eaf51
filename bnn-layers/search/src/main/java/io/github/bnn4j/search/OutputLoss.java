package io.github.bnn4j.search;

import io.github.bnn4j.loss.SquaredHingeLoss;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Tells what a classifier ends with: a loss and the activation function that goes with it. */
public enum OutputLoss {
    // No constant has a body: its class would be an anonymous one, of which Arbiter's FixedValue cannot be read from
    // JSON.
    /** The loss is the paper's squared hinge loss. */
    HINGE(SquaredHingeLoss::oneHot, Activation.IDENTITY),
    /** The loss is cross-entropy after softmax. */
    SOFTMAX(LossMCXENT::new, Activation.SOFTMAX);

    private final Supplier<ILossFunction> loss;
    private final Activation activation;

    OutputLoss(Supplier<ILossFunction> loss, Activation activation) {
        this.loss = loss;
        this.activation = activation;
    }

    LossLayer layer() {
        return new LossLayer.Builder(loss.get()).activation(activation).build();
    }
}
