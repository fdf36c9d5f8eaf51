package io.github.bnn4j.layer;

import java.util.List;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import lombok.ToString;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * A fixed blur of each channel alone: DL4J's depthwise convolution with the binomial 3 x 3 kernel of {@link BinomialBlurInit}, which
 * training leaves as it is, though gradients pass through. Ahead of a stride it keeps what would be left out from becoming noise (Zhang
 * 2019, arXiv 1904.11486).
 *
 * <p>DL4J's FrozenLayerWithBackprop would not do: it takes regularization from the layer in it, and so weight decay of the network
 * changed the kernel. Here updater, regularization and constraints of the network do not reach it.
 */
@NoArgsConstructor
@ToString(callSuper = true)
@EqualsAndHashCode(callSuper = true)
public class BlurLayer extends DepthwiseConvolution2D {

    private BlurLayer(Builder builder) {
        super(builder);
    }

    /** Returns one that never moves anything. */
    @Override
    public IUpdater getUpdaterByParam(String paramName) {
        return new Sgd(0);
    }

    /** Returns none. */
    @Override
    public List<Regularization> getRegularizationByParam(String paramName) {
        return List.of();
    }

    /** Keeps none: a network gives its own to all layers. */
    @Override
    public void setConstraints(List<LayerConstraint> constraints) {
        super.setConstraints(null);
    }

    @Override
    public BlurLayer clone() {
        return (BlurLayer) super.clone();
    }

    /** Builds a {@link BlurLayer}: of DL4J's options, stride, padding, convolution mode and data format. */
    public static class Builder extends DepthwiseConvolution2D.Builder {

        /** Begins with stride 1. */
        public Builder() {
            super(3, 3);
            hasBias(false);
            this.activationFn = new ActivationIdentity();
            this.weightInitFn = new BinomialBlurInit();
        }

        /**
         * @throws IllegalArgumentException if the kernel, its weights, bias or activation function were changed
         */
        @Override
        @SuppressWarnings("unchecked")
        public BlurLayer build() {
            BlurLayer layer = new BlurLayer(this);
            if (layer.getKernelSize()[0] != 3
                    || layer.getKernelSize()[1] != 3
                    || layer.getDepthMultiplier() != 1
                    || layer.hasBias()
                    || !(layer.getActivationFn() instanceof ActivationIdentity)
                    || !(layer.getWeightInitFn() instanceof BinomialBlurInit)) {
                throw new IllegalArgumentException(
                        "A BlurLayer has a kernel of 3 x 3, one output for each channel, and neither bias nor activation: leave"
                                + " these options out, got " + layer);
            }
            return layer;
        }
    }
}
