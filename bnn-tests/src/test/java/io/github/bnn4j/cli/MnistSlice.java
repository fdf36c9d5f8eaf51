package io.github.bnn4j.cli;

import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.PixelShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A directory with the first images of MNIST, or others like them, as plain IDX files. */
public final class MnistSlice {

    private static final int SIDE = 28;

    private static ImageClassificationData mnist;

    private MnistSlice() {}

    /** All of MNIST, which is read once for all tests. */
    public static synchronized ImageClassificationData whole() throws IOException {
        if (mnist == null) {
            mnist = ImageClassificationData.bundledMnist();
        }
        return mnist;
    }

    public static void write(Path directory, int trainImages, int testImages) throws IOException {
        write(directory, trainImages, testImages, 0);
    }

    /** The same images, each said to be the digit after that which it is. */
    public static void writeWithOtherLabels(Path directory, int trainImages, int testImages) throws IOException {
        write(directory, trainImages, testImages, 1);
    }

    /** Made-up images of MNIST's size, each of the class of its number, modulo 10. */
    public static void writeMadeUp(Path directory, int trainImages, int testImages) throws IOException {
        write(directory, "train", madeUp(trainImages, 1), 0);
        write(directory, "t10k", madeUp(testImages, 2), 0);
    }

    /** As {@link #writeMadeUp} writes them, without files. */
    public static LabelledImages madeUp(int images, int seed) {
        Random random = new Random(seed);
        ByteBuffer pixels = ByteBuffer.allocate(images * SIDE * SIDE);
        byte[] labels = new byte[images];
        for (int i = 0; i < images; i++) {
            labels[i] = (byte) (i % 10);
            pixels.put(MadeUpImages.image(i % 10, 1, SIDE, random));
        }
        return LabelledImages.ofShared(pixels.array(), new PixelShape(1, SIDE, SIDE), labels, 10);
    }

    private static void write(Path directory, int trainImages, int testImages, int shift) throws IOException {
        write(directory, "train", whole().train().range(0, trainImages), shift);
        write(directory, "t10k", whole().test().range(0, testImages), shift);
    }

    private static void write(Path directory, String prefix, LabelledImages images, int shift) throws IOException {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        pixels.write(header(0x803, images.size(), images.rows(), images.columns()));
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        labels.write(header(0x801, images.size()));
        for (int i = 0; i < images.size(); i++) {
            pixels.write(images.pixels(i));
            labels.write((images.label(i) + shift) % 10);
        }
        Files.write(directory.resolve(prefix + "-images-idx3-ubyte"), pixels.toByteArray());
        Files.write(directory.resolve(prefix + "-labels-idx1-ubyte"), labels.toByteArray());
    }

    private static byte[] header(int... words) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * words.length);
        for (int word : words) {
            buffer.putInt(word);
        }
        return buffer.array();
    }
}
