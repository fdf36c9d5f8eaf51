package io.github.bnn4j.export;

import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.packed.layer.Elementwise.Function;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** DL4J's activation functions that packed networks know. */
final class ActivationFunctions {

    private ActivationFunctions() {}

    /**
     * @param function the same function in a packed network
     * @param parameter 0 if it has none
     */
    record Known(Function function, double parameter) {}

    /**
     * @throws NotPackableException if packed networks do not know it
     */
    static Known of(IActivation activation, Step step) {
        if (activation instanceof ActivationReLU relu) {
            return relu(relu, step);
        } else if (activation instanceof ActivationLReLU leaky) {
            return new Known(Function.LEAKY_RELU, leaky.getAlpha());
        } else if (activation instanceof ActivationELU elu) {
            return new Known(Function.ELU, elu.getAlpha());
        }
        Function function = withoutParameter(activation);
        if (function == null) {
            throw step.notPackable("its activation function " + activation + " is not supported");
        }
        return new Known(function, 0);
    }

    private static Known relu(ActivationReLU relu, Step step) {
        if (relu.getMax() != null || relu.getThreshold() != null) {
            throw step.notPackable("its relu has max " + relu.getMax() + " and threshold " + relu.getThreshold()
                    + ", which are not supported");
        }
        return relu.getNegativeSlope() == null
                ? new Known(Function.RELU, 0)
                : new Known(Function.LEAKY_RELU, relu.getNegativeSlope());
    }

    private static Function withoutParameter(IActivation activation) {
        if (activation instanceof ActivationTanH) {
            return Function.TANH;
        } else if (activation instanceof ActivationHardTanH) {
            return Function.HARD_TANH;
        } else if (activation instanceof ActivationSigmoid) {
            return Function.SIGMOID;
        } else if (activation instanceof ActivationHardSigmoid) {
            return Function.HARD_SIGMOID;
        } else if (activation instanceof ActivationSoftPlus) {
            return Function.SOFTPLUS;
        } else if (activation instanceof ActivationSoftSign) {
            return Function.SOFTSIGN;
        } else if (activation instanceof ActivationSwish) {
            return Function.SWISH;
        } else if (activation instanceof ActivationSoftmax) {
            return Function.SOFTMAX;
        }
        return null;
    }
}
