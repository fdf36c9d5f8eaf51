package io.github.bnn4j.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Examples around one point for each of four classes; throws while a file is there that a property names. */
public final class BnnSearchClusters implements RecalibrationSource {

    static final int INPUTS = 16;
    static final int CLASSES = 4;

    private static final int TRAIN = 160;
    private static final int VALIDATION = 400;

    private long seed;

    static Properties properties(long seed) {
        Properties properties = new Properties();
        properties.setProperty("seed", String.valueOf(seed));
        return properties;
    }

    static Properties brokenWhileExists(Path file) {
        Properties properties = properties(1);
        properties.setProperty("broken", file.toString());
        return properties;
    }

    @Override
    public void configure(Properties properties) {
        seed = Long.parseLong(properties.getProperty("seed"));
        String broken = properties.getProperty("broken");
        if (broken != null && Files.exists(Path.of(broken))) {
            throw new IllegalStateException("no data, \"sorry\"");
        }
    }

    private DataSetIterator examples(long offset, int count, int batch) {
        Random points = new Random(seed);
        double[][] centres = new double[CLASSES][INPUTS];
        for (double[] centre : centres) {
            for (int i = 0; i < INPUTS; i++) {
                centre[i] = points.nextGaussian();
            }
        }
        Random noise = new Random(seed + offset);
        double[][] features = new double[count][INPUTS];
        double[][] labels = new double[count][CLASSES];
        for (int row = 0; row < count; row++) {
            int label = row % CLASSES;
            labels[row][label] = 1;
            for (int i = 0; i < INPUTS; i++) {
                features[row][i] = centres[label][i] + noise.nextGaussian();
            }
        }
        DataSet all = new DataSet(
                Nd4j.createFromArray(features).castTo(DataType.FLOAT),
                Nd4j.createFromArray(labels).castTo(DataType.FLOAT));
        return new ListDataSetIterator<>(all.asList(), batch);
    }

    @Override
    public DataSetIterator trainData() {
        return examples(1, TRAIN, 20);
    }

    @Override
    public DataSetIterator testData() {
        return examples(2, VALIDATION, 100);
    }

    @Override
    public DataSetIterator recalibrationData() {
        return examples(1, TRAIN, 60);
    }

    @Override
    public Class<?> getDataType() {
        return DataSetIterator.class;
    }
}
