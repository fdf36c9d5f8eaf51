package io.github.bnn4j.model;

import java.io.DataInputStream;
import java.io.IOException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/**
 * The {@code normalizer.bin} of a model, as NormalizerSerializer writes it. That one instantiates the class that a file of type
 * CUSTOM names, so it is not asked.
 */
final class SavedNormalizer {

    private static final String MAGIC = "NORMALIZER";
    private static final int VERSION = 1;

    private SavedNormalizer() {}

    /**
     * @throws IOException if it is of a type that is not known, naming it, or damaged
     */
    static DataNormalization read(EntryStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (!data.readUTF().equals(MAGIC)) {
            throw new IOException("normalizer.bin was not written by NormalizerSerializer");
        }
        int version = data.readInt();
        if (version != VERSION) {
            throw new IOException(
                    "normalizer.bin has version " + version + "; only version " + VERSION + " is supported");
        }
        String type = data.readUTF();
        return switch (type) {
            case "IMAGE_MIN_MAX" -> imageScaler(data);
            case "MIN_MAX" -> minMax(data, in);
            case "STANDARDIZE" -> standardize(data, in);
            case "CUSTOM" ->
                throw new IOException("normalizer.bin is of type CUSTOM, and names the class "
                        + printable(data.readUTF()) + ", which is not loaded from a file");
            default ->
                throw new IOException("normalizer.bin is of type " + printable(type)
                        + ": IMAGE_MIN_MAX, MIN_MAX and STANDARDIZE are supported");
        };
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private static DataNormalization imageScaler(DataInputStream data) throws IOException {
        ImagePreProcessingScaler scaler = new ImagePreProcessingScaler(data.readDouble(), data.readDouble());
        scaler.setMaxPixelVal(data.readDouble());
        return scaler;
    }

    private static DataNormalization minMax(DataInputStream data, EntryStream in) throws IOException {
        boolean fitLabel = data.readBoolean();
        NormalizerMinMaxScaler scaler = new NormalizerMinMaxScaler(data.readDouble(), data.readDouble());
        scaler.fitLabel(fitLabel);
        FeatureStatistics features = FeatureStatistics.read(in);
        scaler.setFeatureStats(features.first, features.second);
        if (fitLabel) {
            FeatureStatistics labels = FeatureStatistics.read(in);
            scaler.setLabelStats(labels.first, labels.second);
        }
        return scaler;
    }

    private static DataNormalization standardize(DataInputStream data, EntryStream in) throws IOException {
        boolean fitLabel = data.readBoolean();
        FeatureStatistics features = FeatureStatistics.read(in);
        NormalizerStandardize standardize = new NormalizerStandardize(features.first, features.second);
        standardize.fitLabel(fitLabel);
        if (fitLabel) {
            FeatureStatistics labels = FeatureStatistics.read(in);
            standardize.setLabelStats(labels.first, labels.second);
        }
        return standardize;
    }

    /** Lower and upper bounds, or means and standard deviations. */
    private record FeatureStatistics(INDArray first, INDArray second) {

        static FeatureStatistics read(EntryStream in) throws IOException {
            FeatureStatistics pair = new FeatureStatistics(SavedArray.read(in), SavedArray.read(in));
            if (pair.first.length() != pair.second.length()) {
                throw new IOException("normalizer.bin has two statistics of different lengths: " + pair.first.length()
                        + " and " + pair.second.length());
            }
            return pair;
        }
    }
}
