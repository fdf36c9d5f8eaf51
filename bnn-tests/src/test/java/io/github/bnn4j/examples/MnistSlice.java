package io.github.bnn4j.examples;

import io.github.bnn4j.examples.data.ImageClassificationData;
import io.github.bnn4j.examples.data.LabelledImages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory with the first images of MNIST as plain IDX files. */
public final class MnistSlice {

    private MnistSlice() {}

    public static void write(Path directory, int trainImages, int testImages) throws IOException {
        ImageClassificationData mnist = ImageClassificationData.bundledMnist();
        write(directory, "train", mnist.train().range(0, trainImages));
        write(directory, "t10k", mnist.test().range(0, testImages));
    }

    private static void write(Path directory, String prefix, LabelledImages images) throws IOException {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        pixels.write(header(0x803, images.size(), images.rows(), images.columns()));
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        labels.write(header(0x801, images.size()));
        for (int i = 0; i < images.size(); i++) {
            pixels.write(images.pixels(i));
            labels.write(images.label(i));
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
