package io.github.bnn4j.cli.search;

import io.github.bnn4j.cli.data.Datasets;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.search.RecalibrationSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Images of MNIST, or of a directory, for searches. What Arbiter calls test data is the validation set, the
 * last of the training images; the test images take no part.
 */
public final class ImageDataSource implements RecalibrationSource {

    private static final String DIRECTORY = "directory";
    private static final String TRAIN_IMAGES = "trainImages";
    private static final String VALIDATION_IMAGES = "validationImages";
    private static final String BATCH_SIZE = "batchSize";
    private static final String SEED = "seed";

    private static final int SCORING_BATCH = 1000;
    private static final int RECALIBRATION_BATCH = 500;
    private static final int RECALIBRATION_IMAGES = 5000;

    /** Each candidate has a data source of its own, but not each its own copy of the images. */
    private static final Map<String, LabelledImages> READ = new ConcurrentHashMap<>();

    private LabelledImages train;
    private LabelledImages validation;
    private int batchSize;
    private long seed;

    /**
     * @param directory null for the bundled MNIST
     * @param trainImages the first so many to train with
     * @param validationImages the last so many to score with
     */
    static Properties properties(Path directory, int trainImages, int validationImages, int batchSize, long seed) {
        Properties properties = new Properties();
        properties.setProperty(DIRECTORY, directory == null ? "" : directory.toString());
        properties.setProperty(TRAIN_IMAGES, String.valueOf(trainImages));
        properties.setProperty(VALIDATION_IMAGES, String.valueOf(validationImages));
        properties.setProperty(BATCH_SIZE, String.valueOf(batchSize));
        properties.setProperty(SEED, String.valueOf(seed));
        return properties;
    }

    @Override
    public void configure(Properties properties) {
        LabelledImages all = READ.computeIfAbsent(properties.getProperty(DIRECTORY), ImageDataSource::read);
        int trained = Integer.parseInt(properties.getProperty(TRAIN_IMAGES));
        int validated = Integer.parseInt(properties.getProperty(VALIDATION_IMAGES));
        train = all.range(0, trained);
        validation = all.range(all.size() - validated, all.size());
        batchSize = Integer.parseInt(properties.getProperty(BATCH_SIZE));
        seed = Long.parseLong(properties.getProperty(SEED));
    }

    private static LabelledImages read(String directory) {
        try {
            return directory.isEmpty()
                    ? ImageClassificationData.bundledMnist().train()
                    : Datasets.read(Path.of(directory)).train();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DataSetIterator trainData() {
        return ImageIterator.shuffled(train, batchSize, seed);
    }

    @Override
    public DataSetIterator testData() {
        return ImageIterator.inOrder(validation, SCORING_BATCH);
    }

    @Override
    public DataSetIterator recalibrationData() {
        return ImageIterator.inOrder(train.range(0, Math.min(RECALIBRATION_IMAGES, train.size())), RECALIBRATION_BATCH);
    }

    @Override
    public Class<?> getDataType() {
        return DataSetIterator.class;
    }
}
