package io.github.bnn4j.loss;

import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossUtil;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The mean squared hinge loss of the paper's networks: {@code mean over examples and outputs of max(0, 1 - t*y)^2}
 * with labels t in {-1, +1} (Courbariaux et al. 2016, section 2.1). DL4J's own
 * {@link org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge} sums over outputs, so its gradient is larger by their
 * number.
 *
 * <p>Labels, predictions and masks are {@code [examples, outputs]} (masks may be {@code [examples, 1]}); a masked label
 * is not looked at and adds nothing, and the mean is still over all outputs. A label outside {-1, +1} is an
 * {@link IllegalArgumentException}; {@link #oneHot()} takes {0, 1} instead.
 */
@EqualsAndHashCode
@ToString
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class SquaredHingeLoss implements ILossFunction {

    private final boolean oneHotLabels;

    /** Makes the loss for labels in {-1, +1}. */
    public SquaredHingeLoss() {
        this(false);
    }

    @JsonCreator
    private SquaredHingeLoss(@JsonProperty("oneHotLabels") boolean oneHotLabels) {
        this.oneHotLabels = oneHotLabels;
    }

    /** Makes the loss for the one-hot labels of DL4J's iterators, in {0, 1}: they are mapped to {-1, +1} by {@code 2t - 1}. */
    public static SquaredHingeLoss oneHot() {
        return new SquaredHingeLoss(true);
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask, boolean average) {
        double sum = computeScoreArray(labels, preOutput, activationFn, mask)
                .sumNumber()
                .doubleValue();
        return average ? sum / preOutput.size(0) : sum;
    }

    /**
     * @return {@code [examples, 1]}: the mean over outputs of each example's loss
     */
    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
        INDArray margin = margin(signs(labels, preOutput, mask), preOutput, activationFn);
        INDArray loss = margin.muli(margin);
        if (mask != null) {
            LossUtil.applyMask(loss, mask);
        }
        return loss.mean(true, 1);
    }

    /**
     * @return dL/dPreOutput of each example's mean over outputs; the mean over examples is left to DL4J
     */
    @Override
    public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
        INDArray signs = signs(labels, preOutput, mask);
        INDArray dLda = margin(signs, preOutput, activationFn).muli(signs).muli(-2.0 / preOutput.size(1));
        if (mask != null) {
            // Before the activation function: one across outputs, such as softmax, reaches the masked outputs as well.
            LossUtil.applyMask(dLda, mask);
        }
        return activationFn.backprop(preOutput, dLda).getFirst();
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, preOutput, activationFn, mask, average),
                computeGradient(labels, preOutput, activationFn, mask));
    }

    @Override
    public String name() {
        return "SquaredHingeLoss";
    }

    /** Returns {@code max(0, 1 - t*y)}, a new array. */
    private static INDArray margin(INDArray signs, INDArray preOutput, IActivation activationFn) {
        INDArray output = activationFn.getActivation(preOutput.dup(), true);
        return Transforms.relu(output.muli(signs).rsubi(1), false);
    }

    private INDArray signs(INDArray labels, INDArray preOutput, INDArray mask) {
        if (!labels.equalShapes(preOutput)) {
            throw new IllegalArgumentException("SquaredHingeLoss: labels have shape " + labels.shapeInfoToString()
                    + " but predictions have shape " + preOutput.shapeInfoToString());
        }
        INDArray cast = labels.castTo(preOutput.dataType());
        INDArray signs = oneHotLabels ? cast.mul(2).subi(1) : cast;
        if (mask != null) {
            signs = replaceMasked(signs, mask);
        }
        checkSigns(signs);
        return signs;
    }

    /** A masked label may be anything, NaN as well, which a product with the mask would not remove. */
    private static INDArray replaceMasked(INDArray signs, INDArray mask) {
        INDArray replaced = signs.dup();
        boolean perExample = mask.isColumnVectorOrScalar();
        for (long example = 0; example < signs.size(0); example++) {
            for (long output = 0; output < signs.size(1); output++) {
                if ((perExample ? mask.getDouble(example) : mask.getDouble(example, output)) == 0) {
                    replaced.putScalar(example, output, 1);
                }
            }
        }
        return replaced;
    }

    private void checkSigns(INDArray signs) {
        INDArray deviation = Transforms.abs(signs, true).subi(1);
        // Written so that a NaN label fails too.
        if (!(deviation.norm1Number().doubleValue() == 0)) {
            throw new IllegalArgumentException(describeFirstWrongLabel(signs, deviation));
        }
    }

    private String describeFirstWrongLabel(INDArray signs, INDArray deviation) {
        for (long example = 0; example < signs.size(0); example++) {
            for (long output = 0; output < signs.size(1); output++) {
                if (deviation.getDouble(example, output) != 0) {
                    double sign = signs.getDouble(example, output);
                    return oneHotLabels
                            ? "SquaredHingeLoss.oneHot() needs labels 0 or 1, found " + (sign + 1) / 2 + " for example "
                                    + example + ", output " + output
                            : "SquaredHingeLoss needs labels -1 or +1, found " + sign + " for example " + example
                                    + ", output " + output + "; for one-hot labels use SquaredHingeLoss.oneHot()";
                }
            }
        }
        throw new IllegalStateException("No wrong label in " + signs);
    }
}
