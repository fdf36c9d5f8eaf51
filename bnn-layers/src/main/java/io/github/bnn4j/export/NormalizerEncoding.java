package io.github.bnn4j.export;

import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;

/**
 * What a network takes that was trained on data of one of DL4J's normalizers: bytes as they were before the normalizer, which
 * then becomes the scale and the offset of the encoding.
 *
 * <p>A packed network has one scale and one offset for all its input. An ImagePreProcessingScaler is that, and so is a
 * NormalizerMinMaxScaler whose features all have the same minimum and maximum. Of all others each feature has its own, or they
 * do something else: they are refused, and the network has to be given normalized values, or trained with another normalizer.
 *
 * <p>Real numbers that a packed network takes are always those after the normalizer, in an encoding of floats too; scale and
 * offset are for bytes only.
 */
public final class NormalizerEncoding {

    private NormalizerEncoding() {}

    /**
     * Returns an encoding of bytes that gives the network what DL4J's would have, up to the rounding of the normalizer.
     *
     * @param normalizer fitted, if it is of a kind that has to be
     * @throws NotPackableException if one scale and one offset cannot stand for it, naming it
     * @throws IllegalArgumentException if a size is out of range
     */
    public static InputEncoding of(DataNormalization normalizer, int channels, int height, int width) {
        Objects.requireNonNull(normalizer, "normalizer");
        if (normalizer instanceof ImagePreProcessingScaler scaler) {
            double range = scaler.getMaxRange() - scaler.getMinRange();
            return encoding(
                    normalizer, range / scaler.getMaxPixelVal(), scaler.getMinRange(), channels, height, width);
        }
        if (normalizer instanceof NormalizerMinMaxScaler minMax) {
            if (minMax.isFitLabel()) {
                throw new NotPackableException("A NormalizerMinMaxScaler that scales labels too cannot be packed: "
                        + "outputs of packed networks are not scaled back");
            }
            double min = onlyValue(minMax.getMin(), "minimum");
            double max = onlyValue(minMax.getMax(), "maximum");
            double scale = (minMax.getTargetMax() - minMax.getTargetMin()) / (max - min);
            return encoding(normalizer, scale, minMax.getTargetMin() - min * scale, channels, height, width);
        }
        throw new NotPackableException("A " + normalizer.getClass().getSimpleName()
                + " cannot be packed: packed networks have one scale and one offset for all values; train with an "
                + "ImagePreProcessingScaler");
    }

    private static InputEncoding encoding(
            DataNormalization normalizer, double scale, double offset, int channels, int height, int width) {
        if (!Double.isFinite(scale) || scale == 0 || !Double.isFinite(offset)) {
            throw new NotPackableException("A " + normalizer.getClass().getSimpleName() + " with the scale " + scale
                    + " and the offset " + offset + " cannot be packed: they must be finite, and the scale not 0");
        }
        return new InputEncoding(ValueType.BYTES, channels, height, width, scale, offset);
    }

    private static double onlyValue(INDArray values, String what) {
        double first = values.getDouble(0);
        if (values.minNumber().doubleValue() != first || values.maxNumber().doubleValue() != first) {
            throw new NotPackableException("A NormalizerMinMaxScaler whose features differ in their " + what
                    + ", from " + values.minNumber() + " to " + values.maxNumber()
                    + ", cannot be packed: packed networks have one scale and one offset for all values; train with an "
                    + "ImagePreProcessingScaler");
        }
        return first;
    }
}
