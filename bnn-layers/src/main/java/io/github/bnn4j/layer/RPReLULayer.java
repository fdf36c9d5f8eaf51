package io.github.bnn4j.layer;

import java.util.LinkedHashMap;
import java.util.Map;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import lombok.ToString;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A leaky rectifier that is learnt for each channel c, its slope and the place of its bend: RPReLU, which shapes the distribution
 * that the next sign sees.
 *
 * <pre>{@code
 * z = x + b1_c
 * y = z + b2_c if z >= 0 else a_c * z + b2_c
 *
 * dy/dx    = 1 if z >= 0 else a_c
 * dy/db1_c = the sum of dy/dx over the channel,  dy/db2_c = 1 for each
 * dy/da_c  = the sum of min(z, 0) over the channel
 * }</pre>
 *
 * These are true gradients. The slopes are 0.25 at first (He et al. 2015, arXiv 1502.01852, section 2.1), the shifts 0. Liu et al.
 * 2020, ReActNet (arXiv 2003.03488), section 4.2; there gamma is -b1, zeta is b2 and beta is a.
 *
 * <p>The parameters are "b1", "a" and "b2", all biases to DL4J, as {@link BaseChannelwiseLayer} tells, which also has the shapes: the
 * authors' code too has no weight decay on them. Dropout acts on the input.
 */
@Data
@NoArgsConstructor
@ToString(callSuper = true)
@EqualsAndHashCode(callSuper = true)
public class RPReLULayer extends BaseChannelwiseLayer {

    /** The name of the shifts ahead of the bend. */
    public static final String SHIFT_IN = "b1";

    /** The name of the slopes. */
    public static final String SLOPE = "a";

    /** The name of the shifts behind the bend. */
    public static final String SHIFT_OUT = "b2";

    private double initialSlope = 0.25;

    private RPReLULayer(Builder builder) {
        super(builder);
        this.initialSlope = builder.initialSlope;
        require(Double.isFinite(initialSlope), "initialSlope must be finite", initialSlope);
        initializeConstraints(builder);
    }

    @Override
    public Map<String, Double> initialValues() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(SHIFT_IN, 0.0);
        values.put(SLOPE, initialSlope);
        values.put(SHIFT_OUT, 0.0);
        return values;
    }

    @Override
    org.deeplearning4j.nn.layers.BaseLayer<BaseChannelwiseLayer> implementation(
            NeuralNetConfiguration conf, DataType dataType) {
        return new io.github.bnn4j.layer.impl.RPReLULayer(conf, dataType);
    }

    @Override
    public RPReLULayer clone() {
        return (RPReLULayer) super.clone();
    }

    /** Builds an {@link RPReLULayer}. */
    public static class Builder extends BaseBuilder<Builder> {

        private double initialSlope = 0.25;

        /**
         * @param slope of all channels at first; finite; 0.25 by default
         */
        public Builder initialSlope(double slope) {
            this.initialSlope = slope;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public RPReLULayer build() {
            return new RPReLULayer(this);
        }
    }
}
