package io.github.bnn4j.dropout;

import java.math.BigDecimal;
import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.random.impl.BernoulliDistribution;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Dropout without rescaling: in training each activation is kept with probability {@code 1 - rate}, else set to 0, and
 * the kept ones stay as they are, so that binary activations are in {-1, 0, +1}. At inference it does nothing. DL4J's
 * own {@link org.deeplearning4j.nn.conf.dropout.Dropout} divides by the keep probability instead.
 *
 * <p>Give it to a layer with {@code .dropOut(NoScaleDropout.dropRate(0.5))}: it acts on that layer's input. Because
 * nothing is rescaled, the variance that a following batch normalization sees in training is not that of inference: see
 * {@link io.github.bnn4j.normalization.BatchNormRecalibration}. After the article's TensorFlow port of Courbariaux et
 * al. 2016.
 */
@EqualsAndHashCode
@ToString
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class NoScaleDropout implements IDropout {

    private final double rate;

    @EqualsAndHashCode.Exclude
    @ToString.Exclude
    private transient INDArray mask;

    @JsonCreator
    private NoScaleDropout(@JsonProperty("rate") double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("The drop rate of NoScaleDropout must be in [0, 1), got " + rate);
        }
        this.rate = rate;
    }

    /**
     * Makes dropout from the probability of dropping an activation, as the article counts.
     *
     * @param rate probability of setting an activation to 0, in [0, 1)
     * @throws IllegalArgumentException outside that range
     */
    public static NoScaleDropout dropRate(double rate) {
        return new NoScaleDropout(rate);
    }

    /**
     * Makes dropout from the probability of keeping an activation, as DL4J counts.
     *
     * @param probability probability of keeping an activation, in (0, 1]
     * @throws IllegalArgumentException outside that range
     */
    public static NoScaleDropout retainProbability(double probability) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "The retain probability of NoScaleDropout must be in (0, 1], got " + probability);
        }
        // In decimal, so that retaining 0.8 is the same as dropping 0.2.
        return new NoScaleDropout(
                BigDecimal.ONE.subtract(BigDecimal.valueOf(probability)).doubleValue());
    }

    /** Returns the probability of setting an activation to 0, in [0, 1). */
    public double rate() {
        return rate;
    }

    @Override
    public INDArray applyDropout(
            INDArray inputActivations, INDArray resultArray, int iteration, int epoch, LayerWorkspaceMgr workspaceMgr) {
        boolean isReal = resultArray.dataType().isFPType();
        // Random numbers are drawn as real ones only, but features, pixels for instance, may be integers.
        DataType type = isReal ? resultArray.dataType() : DataType.FLOAT;
        mask = workspaceMgr.createUninitialized(ArrayType.INPUT, type, resultArray.shape(), resultArray.ordering());
        Nd4j.getExecutioner().exec(new BernoulliDistribution(mask, 1 - rate));
        INDArray input = inputActivations.castTo(type);
        if (isReal) {
            Nd4j.getExecutioner().exec(new MulOp(input, mask, resultArray));
        } else {
            resultArray.assign(input.mul(mask).castTo(resultArray.dataType()));
        }
        return resultArray;
    }

    @Override
    public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
        if (mask == null) {
            throw new IllegalStateException(
                    "NoScaleDropout has no mask: backprop needs a training forward pass first, and"
                            + " each layer a NoScaleDropout of its own");
        }
        Nd4j.getExecutioner().exec(new MulOp(gradAtOutput, mask.castTo(gradAtInput.dataType()), gradAtInput));
        mask = null;
        return gradAtInput;
    }

    @Override
    public void clear() {
        mask = null;
    }

    @Override
    public NoScaleDropout clone() {
        return new NoScaleDropout(rate);
    }
}
