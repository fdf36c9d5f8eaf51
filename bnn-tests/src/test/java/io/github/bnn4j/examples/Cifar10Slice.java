package io.github.bnn4j.examples;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Made-up images of CIFAR-10's size, with a colour of its own for each class. */
public final class Cifar10Slice {

    private static final int SIDE = 32;
    private static final int NOISE = 40;

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
                    writePicture(folder.resolve(i + ".png"), image(label, random));
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

    /** The bytes of a made-up image of a class from 0 to 9. */
    public static byte[] image(int label, Random random) {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            int channel = i / (SIDE * SIDE);
            int middle = NOISE + (label * (channel + 1) * 37) % (255 - 2 * NOISE);
            pixels[i] = (byte) (middle + random.nextInt(2 * NOISE) - NOISE);
        }
        return pixels;
    }

    private static byte[] records(int images, int seed) throws IOException {
        Random random = new Random(seed);
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int i = 0; i < images; i++) {
            records.write(i % 10);
            records.write(image(i % 10, random));
        }
        return records.toByteArray();
    }
}
