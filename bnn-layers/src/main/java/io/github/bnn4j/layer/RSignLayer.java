package io.github.bnn4j.layer;

import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.Quantizer;
import java.util.Map;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import lombok.ToString;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The sign behind a learnable shift of each channel c, which says from where on an activation counts as +1: RSign.
 *
 * <pre>{@code
 * y     = q(x + b_c),  q(z) = +1 if z >= 0 else -1
 * dy/dx = dq/dz,       dy/db_c = the sum of dq/dz over the channel
 * dq/dz = 2 - 2|z| if |z| <= 1 else 0
 * }</pre>
 *
 * q is the default quantizer, {@link ApproxSign}, the one of ReActNet, which has it from Bi-Real Net; any other that applies to
 * activations may take its place, and then its own q and pseudo-gradient hold. The shifts are 0 at first. Liu et al. 2020, ReActNet
 * (arXiv 2003.03488), section 4.2; there the threshold is alpha, which is -b, and what equals it is -1.
 *
 * <p>The shift is the parameter "b", a bias to DL4J, as {@link BaseChannelwiseLayer} tells, which also has the shapes. Dropout acts
 * on the input, ahead of the shift.
 */
@Data
@NoArgsConstructor
@ToString(callSuper = true)
@EqualsAndHashCode(callSuper = true)
public class RSignLayer extends BaseChannelwiseLayer {

    /** The name of the shifts. */
    public static final String SHIFT = DefaultParamInitializer.BIAS_KEY;

    private Quantizer quantizer = new ApproxSign();

    private RSignLayer(Builder builder) {
        super(builder);
        this.quantizer = builder.quantizer;
        require(
                quantizer != null && quantizer.appliesToActivations(),
                "quantizer must be one that applies to activations",
                quantizer);
        initializeConstraints(builder);
    }

    @Override
    public Map<String, Double> initialValues() {
        return Map.of(SHIFT, 0.0);
    }

    @Override
    org.deeplearning4j.nn.layers.BaseLayer<BaseChannelwiseLayer> implementation(
            NeuralNetConfiguration conf, DataType dataType) {
        return new io.github.bnn4j.layer.impl.RSignLayer(conf, dataType);
    }

    @Override
    public RSignLayer clone() {
        return (RSignLayer) super.clone();
    }

    /** Builds an {@link RSignLayer}. */
    public static class Builder extends BaseBuilder<Builder> {

        private Quantizer quantizer = new ApproxSign();

        /**
         * @param quantizer of what is shifted; {@link ApproxSign} by default; it must apply to activations
         */
        public Builder quantizer(Quantizer quantizer) {
            this.quantizer = quantizer;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public RSignLayer build() {
            return new RSignLayer(this);
        }
    }
}
