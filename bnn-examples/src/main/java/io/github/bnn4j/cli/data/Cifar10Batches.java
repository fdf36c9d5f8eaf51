package io.github.bnn4j.cli.data;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * CIFAR-10 in its binary version (Krizhevsky 2009): {@code data_batch_1.bin} to {@code data_batch_5.bin} and {@code
 * test_batch.bin}, records of a label and 3072 pixels, red before green before blue, each row by row.
 */
public final class Cifar10Batches {

    /** The names are those of the file {@code batches.meta.txt} that comes with it. */
    private static final List<String> CLASS_NAMES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    public static final PixelShape SHAPE = new PixelShape(3, 32, 32);
    public static final int CLASSES = CLASS_NAMES.size();

    private static final List<String> TRAIN =
            IntStream.rangeClosed(1, 5).mapToObj("data_batch_%d.bin"::formatted).toList();
    private static final String TEST = "test_batch.bin";
    private static final int RECORD = 1 + SHAPE.pixels();

    private Cifar10Batches() {}

    /** Returns whether any of the files is there. */
    public static boolean areIn(Path directory) {
        return Stream.concat(TRAIN.stream(), Stream.of(TEST)).anyMatch(name -> Files.exists(directory.resolve(name)));
    }

    /**
     * @return the images in the files' order, 50,000 and 10,000 if the files are the original ones
     * @throws IOException naming the file that is missing, has a part of a record, or a label above 9
     */
    public static ImageClassificationData read(Path directory) throws IOException {
        for (String name : TRAIN) {
            requireFile(directory, name);
        }
        requireFile(directory, TEST);
        return new ImageClassificationData(images(directory, TRAIN), images(directory, List.of(TEST)), CLASS_NAMES);
    }

    private static void requireFile(Path directory, String name) throws IOException {
        if (!Files.isRegularFile(directory.resolve(name))) {
            throw new NoSuchFileException(
                    directory.toString(),
                    null,
                    "no file %s in this directory: the binary version of CIFAR-10 has %s and %s"
                            .formatted(name, String.join(", ", TRAIN), TEST));
        }
    }

    private static LabelledImages images(Path directory, List<String> names) throws IOException {
        int count = 0;
        for (String name : names) {
            count += records(directory.resolve(name));
        }
        byte[] pixels = new byte[Math.multiplyExact(count, SHAPE.pixels())];
        byte[] labels = new byte[count];
        int done = 0;
        for (String name : names) {
            byte[] content = Files.readAllBytes(directory.resolve(name));
            for (int from = 0; from < content.length; from += RECORD) {
                labels[done] = label(directory.resolve(name), content[from], from / RECORD);
                System.arraycopy(content, from + 1, pixels, done * SHAPE.pixels(), SHAPE.pixels());
                done++;
            }
        }
        return LabelledImages.ofShared(pixels, SHAPE, labels, CLASSES);
    }

    private static int records(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes == 0 || bytes % RECORD != 0) {
            throw new FileSystemException(
                    file.toString(), null, "%d bytes are not records of %d bytes each".formatted(bytes, RECORD));
        }
        return Math.toIntExact(bytes / RECORD);
    }

    private static byte label(Path file, byte label, int record) throws IOException {
        if (Byte.toUnsignedInt(label) >= CLASSES) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "record %d has label %d: labels must be 0 to %d"
                            .formatted(record, Byte.toUnsignedInt(label), CLASSES - 1));
        }
        return label;
    }
}
