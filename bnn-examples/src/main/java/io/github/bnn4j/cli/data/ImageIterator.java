package io.github.bnn4j.cli.data;

import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mini-batches of images.
 *
 * <p>Features are FLOAT [batch, channels * rows * columns], each pixel {@code p} as {@code 2 * p / 255 - 1}, in [-1, 1]. Labels
 * are FLOAT [batch, classes], one-hot: 1 for the class of the image, else 0. The last batch may be smaller.
 *
 * <p>The order of a shuffled epoch, and how its images are changed, depend only on the seed and the number of the epoch,
 * so that training which is resumed sees the same batches as training which was not interrupted.
 */
public final class ImageIterator implements DataSetIterator {

    private static final float[] FEATURE_BY_PIXEL = new float[256];

    static {
        for (int pixel = 0; pixel < FEATURE_BY_PIXEL.length; pixel++) {
            FEATURE_BY_PIXEL[pixel] = (float) (2.0 * pixel / 255 - 1);
        }
    }

    private final LabelledImages images;
    private final int batch;
    private final boolean shuffled;
    private final long seed;
    private final Augmentation augmentation;
    private final int[] order;
    private Random random;
    private int epoch;
    private int position;
    private DataSetPreProcessor preProcessor;

    private ImageIterator(LabelledImages images, int batch, boolean shuffled, long seed, Augmentation augmentation) {
        this.images = images;
        this.batch = requirePositive(batch);
        this.shuffled = shuffled;
        this.seed = seed;
        this.augmentation = augmentation;
        this.order = new int[images.size()];
        startEpoch(0);
    }

    /**
     * Returns how a packed network has to take these images: as bytes, with the scaling that features have here.
     *
     * @param images the images
     * @return the encoding
     */
    public static InputEncoding encoding(LabelledImages images) {
        PixelShape shape = images.shape();
        return InputEncoding.bytes(-1, 1, shape.channels(), shape.rows(), shape.columns());
    }

    /**
     * Iterates in the order of the set, the same in each epoch.
     *
     * @param images the images
     * @param batch images in a mini-batch, at least 1
     * @return the iterator, at the start of epoch 0
     * @throws IllegalArgumentException if {@code batch} is less than 1
     */
    public static ImageIterator inOrder(LabelledImages images, int batch) {
        return new ImageIterator(images, batch, false, 0, Augmentation.NONE);
    }

    /**
     * Iterates in a random order, another one in each epoch.
     *
     * @param images the images
     * @param batch images in a mini-batch, at least 1
     * @param seed determines the orders of all epochs
     * @return the iterator, at the start of epoch 0
     * @throws IllegalArgumentException if {@code batch} is less than 1
     */
    public static ImageIterator shuffled(LabelledImages images, int batch, long seed) {
        return augmented(images, batch, seed, Augmentation.NONE);
    }

    /**
     * Iterates in a random order, another one in each epoch, over images that are changed at random each time.
     *
     * @param images the images
     * @param batch images in a mini-batch, at least 1
     * @param seed determines the orders and the changes of all epochs
     * @param augmentation what changes images
     * @return the iterator, at the start of epoch 0
     * @throws IllegalArgumentException if {@code batch} is less than 1
     */
    public static ImageIterator augmented(LabelledImages images, int batch, long seed, Augmentation augmentation) {
        return new ImageIterator(images, batch, true, seed, augmentation);
    }

    /**
     * Goes to the start of an epoch.
     *
     * @param epoch number of the epoch, from 0
     * @throws IllegalArgumentException if {@code epoch} is negative
     */
    public void startEpoch(int epoch) {
        if (epoch < 0) {
            throw new IllegalArgumentException("The epoch must be at least 0, not " + epoch + ".");
        }
        this.epoch = epoch;
        position = 0;
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        if (shuffled) {
            random = new Random(seedOf(epoch));
            shuffle(order, random);
        }
    }

    // java.util.Random, since the specification of Java fixes its numbers: they are the same in every version.
    private long seedOf(int epoch) {
        return new Random(seed).longs().skip(epoch).findFirst().orElseThrow();
    }

    private static void shuffle(int[] values, Random random) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int value = values[last];
            values[last] = values[other];
            values[other] = value;
        }
    }

    /**
     * Returns the number of the current epoch.
     *
     * @return number of the epoch, from 0
     */
    public int epoch() {
        return epoch;
    }

    /**
     * Returns the count of images in an epoch.
     *
     * @return count of images
     */
    public int size() {
        return images.size();
    }

    /**
     * Returns the count of mini-batches in an epoch.
     *
     * @return count of mini-batches
     */
    public int batches() {
        return images.size() / batch + (images.size() % batch == 0 ? 0 : 1);
    }

    @Override
    public boolean hasNext() {
        return position < order.length;
    }

    @Override
    public DataSet next() {
        return next(batch);
    }

    /**
     * Returns the next images.
     *
     * @param count how many, at least 1; fewer come if fewer are left
     * @return the images
     * @throws IllegalArgumentException if {@code count} is less than 1
     * @throws NoSuchElementException if no image is left in this epoch
     */
    @Override
    public DataSet next(int count) {
        LabelledImages taken = nextImages(count);
        var data = new DataSet(features(taken), labels(taken));
        if (preProcessor != null) {
            preProcessor.preProcess(data);
        }
        return data;
    }

    /**
     * Returns the next images as bytes, such as for other machines to make mini-batches of.
     *
     * @param count how many, at least 1; fewer come if fewer are left
     * @return the images, augmented
     * @throws IllegalArgumentException if {@code count} is less than 1
     * @throws NoSuchElementException if no image is left in this epoch
     */
    public LabelledImages nextImages(int count) {
        requirePositive(count);
        if (!hasNext()) {
            throw new NoSuchElementException("Epoch " + epoch + " has no images left: reset the iterator.");
        }
        int size = Math.min(count, order.length - position);
        var pixels = new byte[size * inputColumns()];
        var labels = new byte[size];
        for (int i = 0; i < size; i++) {
            int image = order[position + i];
            byte[] changed = augmentation.apply(images.pixels(image), images.shape(), random);
            System.arraycopy(changed, 0, pixels, i * inputColumns(), inputColumns());
            labels[i] = (byte) images.label(image);
        }
        position += size;
        return LabelledImages.ofShared(pixels, images.shape(), labels, images.classes());
    }

    private static INDArray features(LabelledImages images) {
        byte[] pixels = images.allPixels();
        var features = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            features[i] = FEATURE_BY_PIXEL[Byte.toUnsignedInt(pixels[i])];
        }
        return matrix(features, images.size());
    }

    private static INDArray labels(LabelledImages images) {
        var labels = new float[images.size() * images.classes()];
        for (int i = 0; i < images.size(); i++) {
            labels[i * images.classes() + images.label(i)] = 1;
        }
        return matrix(labels, images.size());
    }

    private static INDArray matrix(float[] values, long rows) {
        return Nd4j.create(values, new long[] {rows, values.length / rows}, DataType.FLOAT);
    }

    /** Goes to the start of the next epoch. */
    @Override
    public void reset() {
        startEpoch(epoch + 1);
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    /** Returns false: a thread which prefetches would run ahead of {@link #startEpoch}, and a batch costs little to make. */
    @Override
    public boolean asyncSupported() {
        return false;
    }

    @Override
    public int inputColumns() {
        return images.shape().pixels();
    }

    @Override
    public int totalOutcomes() {
        return images.classes();
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public void setPreProcessor(DataSetPreProcessor preProcessor) {
        this.preProcessor = preProcessor;
    }

    @Override
    public DataSetPreProcessor getPreProcessor() {
        return preProcessor;
    }

    @Override
    public List<String> getLabels() {
        return IntStream.range(0, images.classes()).mapToObj(Integer::toString).toList();
    }

    private static int requirePositive(int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("A mini-batch must have at least 1 image, not " + batch + ".");
        }
        return batch;
    }
}
