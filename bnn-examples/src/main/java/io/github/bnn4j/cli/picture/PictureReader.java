package io.github.bnn4j.cli.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Makes bytes of picture files, for those who train and for those who predict: the same of the same file.
 *
 * <p>A picture is turned as its EXIF says, and scaled by linear interpolation. What is transparent lies on white. 16 bits become
 * 8, profiles and gamma are left alone. Grey is the luma of ITU-R BT.601. A file is refused before it is decoded if it announces
 * more than 67,108,864 pixels, or ends early.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param rows height of what is made, at least 1
 * @param columns its width, at least 1
 */
public record PictureReader(int channels, int rows, int columns) {

    /** A picture of the most pixels has as many, of four bytes each. */
    private static final long MAX_BYTES = 4L * PictureHeader.MAX_PIXELS;

    /**
     * @throws IllegalArgumentException if pictures have no such channels
     */
    public PictureReader {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException(
                    "Pictures are read as 1 channel, grey, or as 3, red, green and blue, not as " + channels + ".");
        }
    }

    /**
     * Reads a picture of any size, which is scaled.
     *
     * @return unsigned bytes, channel by channel, row by row
     * @throws IOException naming the file that is none, is damaged, or has too many pixels
     */
    public byte[] readScaled(Path file) throws IOException {
        byte[] bytes = bytes(file);
        return decode(file, bytes, header(file, bytes));
    }

    /**
     * Reads a picture of the very size.
     *
     * @return unsigned bytes, channel by channel, row by row
     * @throws IOException naming the file that is none, is damaged, or is of another size
     */
    public byte[] read(Path file) throws IOException {
        byte[] bytes = bytes(file);
        PictureHeader header = header(file, bytes);
        if (header.shownWidth() != columns || header.shownHeight() != rows) {
            throw new IOException("%s has %d x %d pixels, the network takes %d x %d; scale it with --resize"
                    .formatted(file, header.shownWidth(), header.shownHeight(), columns, rows));
        }
        return decode(file, bytes, header);
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw refused(file, "it is not a regular file");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw refused(file, "it has %d bytes, and may have %d at most".formatted(Files.size(file), MAX_BYTES));
        }
        try {
            return Files.readAllBytes(file);
        } catch (OutOfMemoryError e) {
            throw refused(file, "its %d bytes need more memory than there is (-Xmx)".formatted(Files.size(file)));
        }
    }

    private static PictureHeader header(Path file, byte[] bytes) throws IOException {
        try {
            return PictureFormat.header(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw refused(file, e.getMessage());
        }
    }

    private byte[] decode(Path file, byte[] bytes, PictureHeader header) throws IOException {
        try {
            return new OpenCvPixels(channels).decode(bytes, header, rows, columns);
        } catch (IOException e) {
            throw refused(file, e.getMessage());
        } catch (RuntimeException e) {
            throw refused(
                    file,
                    "OpenCV says " + String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " "));
        } catch (OutOfMemoryError e) {
            throw refused(
                    file,
                    "its %d x %d pixels need more memory than there is (-Xmx): scale it first"
                            .formatted(header.width(), header.height()));
        }
    }

    private static IOException refused(Path file, String reason) {
        return new FileSystemException(file.toString(), null, "cannot be read as a picture: " + reason);
    }
}
