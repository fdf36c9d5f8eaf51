package io.github.bnn4j.cli.data;

import io.github.bnn4j.cli.picture.PictureReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Makes labelled images of picture files.
 *
 * @param shape what each picture becomes, of 1 or 3 channels; one of another size is scaled
 * @param classes the names of the folders that the pictures are in, in the order of their numbers
 */
record PictureDecoder(PixelShape shape, List<String> classes) {

    /** Arrays end there, in any JVM. */
    private static final int MAX_PIXELS = Integer.MAX_VALUE - 8;

    /**
     * Tells whether so many pictures can be held, before the first is read.
     *
     * @param part the folder that they are in
     * @throws IOException naming it, if they cannot
     */
    void requireRoom(Path part, int pictures) throws IOException {
        int most = MAX_PIXELS / shape.pixels();
        if (pictures > most) {
            throw new FileSystemException(
                    part.toString(),
                    null,
                    "has %d pictures, but at most %d of %s can be held".formatted(pictures, most, shape));
        }
    }

    /**
     * Decodes pictures.
     *
     * @param files pictures, in folders named by their class
     * @param progress is told how many pictures are decoded
     * @throws IOException naming the file that is no picture
     */
    LabelledImages decode(List<Path> files, IntConsumer progress) throws IOException {
        PictureReader reader = new PictureReader(shape.channels(), shape.rows(), shape.columns());
        byte[] pixels = new byte[Math.multiplyExact(files.size(), shape.pixels())];
        byte[] labels = new byte[files.size()];
        for (int i = 0; i < labels.length; i++) {
            Path file = files.get(i);
            System.arraycopy(reader.readScaled(file), 0, pixels, i * shape.pixels(), shape.pixels());
            labels[i] = (byte) classes.indexOf(file.getParent().getFileName().toString());
            progress.accept(i + 1);
        }
        return LabelledImages.ofShared(pixels, shape, labels, classes.size());
    }
}
