package io.github.bnn4j.export;

import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/**
 * Finds what a packed network takes that was trained on data of one of DL4J's normalizers: values as they were before the
 * normalizer, which then becomes scales and offsets.
 *
 * <p>An ImagePreProcessingScaler has one scale and one offset for all values. NormalizerMinMaxScaler and NormalizerStandardize
 * have as many as their statistics: of images one for each channel, of vectors one for each value. Others do something else, or
 * scale labels too: they are refused, and the network has to be given normalized values, or trained with another normalizer.
 *
 * <p>They stand for bytes in the encoding itself. An encoding of floats takes these as they are: there, the normalizer is a
 * layer before the first one; see {@link PackedExporter}.
 */
public final class NormalizerEncoding {

    private NormalizerEncoding() {}

    /**
     * Returns an encoding of bytes that gives the network what DL4J's would have, up to the rounding of the normalizer.
     *
     * @param normalizer fitted, if it is of a kind that has to be
     * @throws NotPackableException if scales and offsets cannot stand for it, naming it
     * @throws IllegalArgumentException if a size is out of range
     */
    public static InputEncoding of(DataNormalization normalizer, int channels, int height, int width) {
        InputScale scaling = scaling(normalizer, new ImageShape(channels, height, width));
        return new InputEncoding(ValueType.BYTES, channels, height, width, scaling);
    }

    /**
     * Returns what the normalizer does with examples of a size: one scale and offset if all are alike, else one for each channel
     * or for each value.
     *
     * @param normalizer fitted, if it is of a kind that has to be
     * @throws NotPackableException if scales and offsets cannot stand for it, naming it
     */
    public static InputScale scaling(DataNormalization normalizer, ImageShape image) {
        Objects.requireNonNull(normalizer, "normalizer");
        Objects.requireNonNull(image, "image");
        if (normalizer instanceof ImagePreProcessingScaler scaler) {
            double range = scaler.getMaxRange() - scaler.getMinRange();
            return checked(normalizer, image, 1, i -> range / scaler.getMaxPixelVal(), i -> scaler.getMinRange());
        }
        if (normalizer instanceof NormalizerMinMaxScaler minMax) {
            refuseLabels(normalizer, minMax.isFitLabel());
            double[] min = numbers(minMax.getMin());
            double[] max = numbers(minMax.getMax());
            double range = minMax.getTargetMax() - minMax.getTargetMin();
            return checked(
                    normalizer,
                    image,
                    min.length,
                    i -> range / (max[i] - min[i]),
                    i -> minMax.getTargetMin() - min[i] * (range / (max[i] - min[i])));
        }
        if (normalizer instanceof NormalizerStandardize standardize) {
            refuseLabels(normalizer, standardize.isFitLabel());
            double[] mean = numbers(standardize.getMean());
            double[] deviation = numbers(standardize.getStd());
            return checked(normalizer, image, mean.length, i -> 1 / deviation[i], i -> -mean[i] / deviation[i]);
        }
        throw new NotPackableException(
                "A " + name(normalizer) + " cannot be packed: it does not scale each value by itself; train "
                        + "with a NormalizerStandardize, a NormalizerMinMaxScaler or an ImagePreProcessingScaler");
    }

    private static void refuseLabels(DataNormalization normalizer, boolean fitsLabels) {
        if (fitsLabels) {
            throw new NotPackableException("A " + name(normalizer) + " that scales labels too cannot be packed: "
                    + "outputs of packed networks are not scaled back");
        }
    }

    private static double[] numbers(INDArray values) {
        return values.ravel().toDoubleVector();
    }

    private static InputScale checked(
            DataNormalization normalizer,
            ImageShape image,
            int count,
            IntToDoubleFunction scale,
            IntToDoubleFunction offset) {
        double[] scales = new double[count];
        double[] offsets = new double[count];
        for (int i = 0; i < count; i++) {
            scales[i] = scale.applyAsDouble(i);
            offsets[i] = offset.applyAsDouble(i);
            if (!Double.isFinite(scales[i]) || scales[i] == 0 || !Double.isFinite(offsets[i])) {
                throw new NotPackableException(
                        "A " + name(normalizer) + " with the scale " + scales[i] + " and the offset " + offsets[i]
                                + " cannot be packed: they must be finite, and the scale not 0");
            }
        }
        if (count > 0 && areAlike(scales) && areAlike(offsets)) {
            return InputScale.of(scales[0], offsets[0]);
        }
        if (count != image.channels() && count != image.size()) {
            throw new NotPackableException("A " + name(normalizer) + " with statistics of " + count
                    + " features cannot be packed for examples of " + image + ": it needs one for each of "
                    + image.channels() + " channels or of " + image.size() + " values");
        }
        return new InputScale(scales, offsets);
    }

    private static boolean areAlike(double[] numbers) {
        return Arrays.stream(numbers).allMatch(number -> number == numbers[0]);
    }

    private static String name(DataNormalization normalizer) {
        return normalizer.getClass().getSimpleName();
    }
}
