package io.github.bnn4j.cli.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/**
 * A data set for image classification, such as MNIST, Fashion-MNIST or CIFAR-10.
 *
 * @param train images to learn from
 * @param test images to judge what was learnt
 * @param classNames a name for each class, in order; none where nobody knows them
 */
public record ImageClassificationData(LabelledImages train, LabelledImages test, List<String> classNames) {

    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";
    private static final List<String> FILES = List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

    /**
     * Joins two sets of one kind.
     *
     * @throws IllegalArgumentException if the sets differ in the size of their images or the count of classes, or it
     *     is not the count of names
     */
    public ImageClassificationData {
        if (!train.shape().equals(test.shape())) {
            throw new IllegalArgumentException(
                    "The test images are %s but the training images are %s.".formatted(test.shape(), train.shape()));
        }
        if (train.classes() != test.classes()) {
            throw new IllegalArgumentException("The test set has %d classes but the training set has %d."
                    .formatted(test.classes(), train.classes()));
        }
        if (!classNames.isEmpty() && classNames.size() != train.classes()) {
            throw new IllegalArgumentException(
                    "There are %d names for %d classes.".formatted(classNames.size(), train.classes()));
        }
        classNames = List.copyOf(classNames);
    }

    /** Joins two sets of one kind, whose classes have no names. */
    public ImageClassificationData(LabelledImages train, LabelledImages test) {
        this(train, test, List.of());
    }

    /** Tells these data from others: the SHA-256 of all images, labels and names, in hexadecimal. */
    public String digest() {
        MessageDigest digest = Sha256.begin();
        train.addTo(digest);
        test.addTo(digest);
        digest.update(String.join("\n", classNames).getBytes(StandardCharsets.UTF_8));
        return Sha256.hex(digest);
    }

    /** Returns the name of a class; its number where nobody knows the names. */
    public String className(int label) {
        return classNames.isEmpty() ? String.valueOf(label) : classNames.get(label);
    }

    /**
     * Reads MNIST from the resources of this module: 60000 training and 10000 test images, 28 x 28, 10 classes.
     *
     * @return the data
     * @throws IOException if a resource is missing or damaged
     */
    public static ImageClassificationData bundledMnist() throws IOException {
        return read(new BundledMnist()::read);
    }

    /**
     * Reads the test images of MNIST alone, in a tenth of the time.
     *
     * @throws IOException if a resource is missing or damaged
     */
    public static LabelledImages bundledMnistTest() throws IOException {
        var mnist = new BundledMnist();
        var labels = mnist.read(TEST_LABELS);
        return LabelledImages.of(mnist.read(TEST_IMAGES), labels, classesOf(labels));
    }

    /**
     * Reads a data set from a directory with the file names of MNIST: {@code train-images-idx3-ubyte}, {@code
     * train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}, each plain or with
     * the ending {@code .gz}. The count of classes is the highest training label plus one.
     *
     * @param directory where the files are
     * @return the data
     * @throws IdxFormatException if a file is not well-formed or the files do not match
     * @throws IOException if the directory or a file is missing or cannot be read
     */
    public static ImageClassificationData fromDirectory(Path directory) throws IOException {
        return read(new ImageDirectory(directory, FILES)::read);
    }

    /** Tells whether a directory has any of the files that {@link #fromDirectory} reads. */
    static boolean areIn(Path directory) {
        return FILES.stream()
                .anyMatch(name -> ImageDirectory.find(directory, name).isPresent());
    }

    private static ImageClassificationData read(Source source) throws IOException {
        var trainLabels = source.read(TRAIN_LABELS);
        int classes = classesOf(trainLabels);
        var trainImages = source.read(TRAIN_IMAGES);
        var train = LabelledImages.of(trainImages, trainLabels, classes);
        var testImages = source.read(TEST_IMAGES);
        var test = LabelledImages.of(testImages, source.read(TEST_LABELS), classes);
        if (!test.shape().equals(train.shape())) {
            throw new IdxFormatException(
                    testImages.name(),
                    "its images are %s but those of %s are %s"
                            .formatted(test.shape(), trainImages.name(), train.shape()));
        }
        return new ImageClassificationData(train, test);
    }

    private static int classesOf(IdxFile labels) throws IdxFormatException {
        int highest = labels.highest();
        if (highest == 0) {
            throw new IdxFormatException(labels.name(), "all labels are 0: at least 2 classes are needed");
        }
        return highest + 1;
    }

    private interface Source {
        IdxFile read(String standardName) throws IOException;
    }
}
