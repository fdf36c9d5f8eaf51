package io.github.bnn4j.search;

import io.github.bnn4j.loss.SquaredHingeLoss;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** What a classifier ends with: a loss and the activation function that goes with it. */
public enum OutputLoss {
    /** Squared hinge loss, the paper's. */
    HINGE {
        @Override
        LossLayer layer() {
            return new LossLayer.Builder(SquaredHingeLoss.oneHot())
                    .activation(Activation.IDENTITY)
                    .build();
        }
    },
    /** Cross-entropy after softmax. */
    SOFTMAX {
        @Override
        LossLayer layer() {
            return new LossLayer.Builder(new LossMCXENT())
                    .activation(Activation.SOFTMAX)
                    .build();
        }
    };

    abstract LossLayer layer();
}
