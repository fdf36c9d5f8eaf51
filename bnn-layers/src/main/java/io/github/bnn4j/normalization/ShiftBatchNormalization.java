package io.github.bnn4j.normalization;

import io.github.bnn4j.quantizer.PowerOfTwo;
import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Batch normalization without multiplications: each factor is rounded to a power of two, so that hardware can shift
 * (Courbariaux et al. 2016, arXiv 1602.02830, section 1.4 and algorithm 3, with an offset as in ordinary batch normalization).
 *
 * <pre>{@code
 * c    = x - mean(x)
 * var  = mean(c * AP2(c))
 * xHat = c * AP2(1 / sqrt(var + eps))
 * y    = xHat * AP2(gamma) + beta
 * }</pre>
 *
 * AP2 is {@link PowerOfTwo}; the means are over examples and, of images, over pixels. At inference mean and var are the
 * running ones, and the rest is the same. The backward pass takes AP2 for the identity (straight-through):
 *
 * <pre>{@code
 * dBeta  = sum(dy),  dGamma = sum(dy * xHat),  dxHat = dy * AP2(gamma)
 * dVar   = -1/2 * (var + eps)^(-3/2) * sum(dxHat * c)
 * dc     = dxHat * AP2(1 / sqrt(var + eps)) + dVar * (c + AP2(c)) / n
 * dx     = dc - mean(dc)
 * }</pre>
 *
 * <p>Shapes: {@code [examples, features]}, or images {@code [examples, channels, height, width]} and {@code [examples, height,
 * width, channels]}; other input is refused. Parameters, their layout, options and running statistics are those of DL4J's
 * BatchNormalization, which this is a kind of; it only takes a locked gamma and beta at their word. After
 * {@link BatchNormRecalibration} the ordinary variance stands for the shift-based one, which is near it but not the same. How its width
 * is changed by TransferLearning, {@link FastBatchNormalization} tells.
 */
@EqualsAndHashCode(callSuper = true)
@ToString(callSuper = true)
public class ShiftBatchNormalization extends BaseBatchNormalization {

    /** Begins with the defaults of DL4J's BatchNormalization. */
    public ShiftBatchNormalization() {
        // nothing of its own
    }

    private ShiftBatchNormalization(BatchNormalization options) {
        super(options);
    }

    /** Returns {@code AP2(1 / sqrt(variance + eps))}. */
    public double inverseDeviation(double variance) {
        return PowerOfTwo.of(1 / Math.sqrt(variance + getEps()));
    }

    @Override
    io.github.bnn4j.normalization.impl.ShiftBatchNormalization implementation(
            NeuralNetConfiguration conf, DataType dataType) {
        return new io.github.bnn4j.normalization.impl.ShiftBatchNormalization(conf, dataType);
    }

    /**
     * @throws IllegalStateException for input other than flat features and images
     */
    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        InputType outputType = super.getOutputType(layerIndex, inputType);
        if (inputType.getType() == InputType.Type.RNN || inputType.getType() == InputType.Type.CNN3D) {
            throw new IllegalStateException("ShiftBatchNormalization \"" + getLayerName() + "\" (layer " + layerIndex
                    + ") normalizes flat features and images, got " + inputType);
        }
        return outputType;
    }

    @Override
    public ShiftBatchNormalization clone() {
        return (ShiftBatchNormalization) super.clone();
    }

    /** Builds a {@link ShiftBatchNormalization}, with the options of DL4J's BatchNormalization. */
    public static class Builder extends BatchNormalization.Builder {

        @Override
        public ShiftBatchNormalization build() {
            return new ShiftBatchNormalization(super.build());
        }
    }
}
