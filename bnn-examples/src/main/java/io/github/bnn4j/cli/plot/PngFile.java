package io.github.bnn4j.cli.plot;

import io.github.bnn4j.packed.files.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes an image as a PNG file, all or nothing. */
final class PngFile {

    private PngFile() {}

    /**
     * Writes an image.
     *
     * @param image the image
     * @param target the file to create or replace; its directory must exist
     * @throws IOException if the file cannot be written
     */
    static void write(BufferedImage image, Path target) throws IOException {
        AtomicFile.write(target, temporary -> {
            if (!ImageIO.write(image, "png", temporary.toFile())) {
                throw new IOException("This Java runtime has no PNG writer for " + image + ".");
            }
        });
    }
}
