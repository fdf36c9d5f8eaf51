package io.github.bnn4j.cli.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable set of images of one shape, each with the number of its class.
 *
 * <p>Pixels are unsigned bytes, 0 to 255, channel by channel, row-major; labels are from 0 to {@link #classes()} - 1.
 */
public final class LabelledImages {

    /** Bytes can number as many. */
    static final int MAX_CLASSES = 256;

    private final byte[] pixels;
    private final byte[] labels;
    private final int first;
    private final int size;
    private final PixelShape shape;
    private final int classes;

    private LabelledImages(byte[] pixels, byte[] labels, int first, int size, PixelShape shape, int classes) {
        this.pixels = pixels;
        this.labels = labels;
        this.first = first;
        this.size = size;
        this.shape = shape;
        this.classes = classes;
    }

    /**
     * Makes a set of grey images from arrays, which are copied.
     *
     * @param pixels unsigned bytes, {@code labels.length * rows * columns} of them, image by image, row-major
     * @param rows height of each image, at least 1
     * @param columns width of each image, at least 1
     * @param labels class of each image, an unsigned byte less than {@code classes}
     * @param classes count of classes, 2 to 256
     * @return the set
     * @throws IllegalArgumentException if a number is out of range or the arrays do not match
     */
    public static LabelledImages of(byte[] pixels, int rows, int columns, byte[] labels, int classes) {
        return ofShared(pixels.clone(), PixelShape.grey(rows, columns), labels.clone(), classes);
    }

    /**
     * Makes a set from arrays, which are not copied and must not change any more.
     *
     * @param pixels unsigned bytes, {@code labels.length * shape.pixels()} of them, image by image, each channel by
     *     channel, row-major
     * @param shape of each image
     * @param labels class of each image, an unsigned byte less than {@code classes}
     * @param classes count of classes, 2 to 256
     * @throws IllegalArgumentException if a number is out of range or the arrays do not match
     */
    public static LabelledImages ofShared(byte[] pixels, PixelShape shape, byte[] labels, int classes) {
        if (classes < 2 || classes > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "The count of classes must be from 2 to " + MAX_CLASSES + ", not " + classes + ".");
        }
        if (pixels.length != (long) labels.length * shape.pixels()) {
            throw new IllegalArgumentException("%d images of %s need %d pixels, not %d."
                    .formatted(labels.length, shape, (long) labels.length * shape.pixels(), pixels.length));
        }
        int wrong = firstLabelOutOfRange(labels, classes);
        if (wrong < labels.length) {
            throw new IllegalArgumentException("Label %d is %d: labels must be less than %d, the count of classes."
                    .formatted(wrong, Byte.toUnsignedInt(labels[wrong]), classes));
        }
        return new LabelledImages(pixels, labels, 0, labels.length, shape, classes);
    }

    /**
     * Makes a set from two files, whose data are not copied.
     *
     * @param images shape [count, rows, columns]
     * @param labels shape [count]
     * @param classes count of classes
     * @throws IdxFormatException if the files do not match or a label is not less than {@code classes}
     */
    static LabelledImages of(IdxFile images, IdxFile labels, int classes) throws IdxFormatException {
        int[] shape = images.shape();
        if (shape.length != 3) {
            throw new IdxFormatException(
                    images.name(), "has %d dimensions, images need 3: count, rows, columns".formatted(shape.length));
        }
        if (labels.shape().length != 1) {
            throw new IdxFormatException(
                    labels.name(), "has %d dimensions, labels need 1: their count".formatted(labels.shape().length));
        }
        if (shape[0] != labels.data().length) {
            throw new IdxFormatException(
                    labels.name(),
                    "has %d labels for the %d images of %s".formatted(labels.data().length, shape[0], images.name()));
        }
        int wrong = firstLabelOutOfRange(labels.data(), classes);
        if (wrong < labels.data().length) {
            throw new IdxFormatException(
                    labels.name(),
                    "label %d is %d: labels must be less than %d, the count of classes"
                            .formatted(wrong, Byte.toUnsignedInt(labels.data()[wrong]), classes));
        }
        return new LabelledImages(
                images.data(), labels.data(), 0, shape[0], PixelShape.grey(shape[1], shape[2]), classes);
    }

    /**
     * Reads a set from two IDX files, plain or gzipped. The count of classes is the highest label plus one, at least 2.
     *
     * @param images file of shape [count, rows, columns]
     * @param labels file of shape [count]
     * @throws IdxFormatException if a file is not well-formed or they do not match
     * @throws IOException if a file cannot be read
     */
    public static LabelledImages read(Path images, Path labels) throws IOException {
        IdxFile labelFile = IdxFile.read(labels);
        return of(IdxFile.read(images), labelFile, Math.max(2, labelFile.highest() + 1));
    }

    private static int firstLabelOutOfRange(byte[] labels, int classes) {
        int index = 0;
        while (index < labels.length && Byte.toUnsignedInt(labels[index]) < classes) {
            index++;
        }
        return index;
    }

    /**
     * Returns the count of images.
     *
     * @return count of images
     */
    public int size() {
        return size;
    }

    /**
     * Returns the shape of each image.
     *
     * @return channels, height and width
     */
    public PixelShape shape() {
        return shape;
    }

    /**
     * Returns the height of each image.
     *
     * @return height in pixels
     */
    public int rows() {
        return shape.rows();
    }

    /**
     * Returns the width of each image.
     *
     * @return width in pixels
     */
    public int columns() {
        return shape.columns();
    }

    /**
     * Returns the count of classes, which may be more than occur in this set.
     *
     * @return count of classes, 2 to 256
     */
    public int classes() {
        return classes;
    }

    /**
     * Returns the pixels of an image.
     *
     * @param index from 0 to {@code size() - 1}
     * @return a copy of the {@code shape().pixels()} unsigned bytes, channel by channel, row-major
     * @throws IndexOutOfBoundsException if there is no such image
     */
    public byte[] pixels(int index) {
        int length = shape.pixels();
        int from = (first + Objects.checkIndex(index, size)) * length;
        return Arrays.copyOfRange(pixels, from, from + length);
    }

    /**
     * Returns the pixels of all images, one image after the other.
     *
     * @return a copy of {@code size() * shape().pixels()} unsigned bytes
     */
    public byte[] allPixels() {
        int length = shape.pixels();
        return Arrays.copyOfRange(pixels, first * length, (first + size) * length);
    }

    /**
     * Returns the class of an image.
     *
     * @param index from 0 to {@code size() - 1}
     * @return its class, from 0 to {@code classes() - 1}
     * @throws IndexOutOfBoundsException if there is no such image
     */
    public int label(int index) {
        return Byte.toUnsignedInt(labels[first + Objects.checkIndex(index, size)]);
    }

    /** Adds all that can make a difference to whoever learns from this set. */
    void addTo(MessageDigest digest) {
        digest.update((shape + ", " + classes + " classes, " + size + " images").getBytes(StandardCharsets.UTF_8));
        digest.update(labels, first, size);
        digest.update(pixels, first * shape.pixels(), size * shape.pixels());
    }

    /**
     * Returns a part of this set, which shares its memory.
     *
     * @param from index of the first image of the part
     * @param to index after its last image
     * @return the images from {@code from} to {@code to - 1}
     * @throws IndexOutOfBoundsException if it is not true that {@code 0 <= from <= to <= size()}
     */
    public LabelledImages range(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return new LabelledImages(pixels, labels, first + from, to - from, shape, classes);
    }
}
