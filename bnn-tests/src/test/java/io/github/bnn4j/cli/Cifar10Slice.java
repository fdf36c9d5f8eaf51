package io.github.bnn4j.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Made-up images of CIFAR-10's size. */
public final class Cifar10Slice {

    private static final int SIDE = 32;

    private Cifar10Slice() {}

    /** The binary version: each image's class is its number, modulo 10. */
    public static void writeBatches(Path directory, int imagesPerBatch) throws IOException {
        for (int batch = 1; batch <= 5; batch++) {
            Files.write(directory.resolve("data_batch_" + batch + ".bin"), records(imagesPerBatch, batch));
        }
        Files.write(directory.resolve("test_batch.bin"), records(imagesPerBatch, 6));
    }

    /** Pictures in folders. */
    public static void writeFolders(Path directory, int imagesPerClass, String... classes) throws IOException {
        Random random = new Random(7);
        for (String part : new String[] {"train", "test"}) {
            for (int label = 0; label < classes.length; label++) {
                Path folder = Files.createDirectories(directory.resolve(part).resolve(classes[label]));
                for (int i = 0; i < imagesPerClass; i++) {
                    writePicture(folder.resolve(i + ".png"), MadeUpImages.image(label, 3, SIDE, random));
                }
            }
        }
    }

    /** A picture of these bytes, red before green before blue. */
    public static void writePicture(Path file, byte[] pixels) throws IOException {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int plane = SIDE * SIDE;
        for (int i = 0; i < plane; i++) {
            int rgb = (pixels[i] & 255) << 16 | (pixels[plane + i] & 255) << 8 | pixels[2 * plane + i] & 255;
            picture.setRGB(i % SIDE, i / SIDE, rgb);
        }
        ImageIO.write(picture, "png", file.toFile());
    }

    private static byte[] records(int images, int seed) throws IOException {
        Random random = new Random(seed);
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int i = 0; i < images; i++) {
            records.write(i % 10);
            records.write(MadeUpImages.image(i % 10, 3, SIDE, random));
        }
        return records.toByteArray();
    }
}
