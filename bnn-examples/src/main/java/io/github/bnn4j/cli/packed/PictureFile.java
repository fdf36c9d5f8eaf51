package io.github.bnn4j.cli.packed;

import io.github.bnn4j.packed.layer.InputEncoding;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Pictures as a network takes them: grey for one channel, red, green and blue for three.
 *
 * @param input the network's
 * @param resize whether to scale pictures of another size
 * @param invert whether to take dark for light
 */
record PictureFile(InputEncoding input, boolean resize, boolean invert) {

    /**
     * @return the pixels, channel by channel, row by row
     * @throws IOException if this is no picture, or not of the network's size; the message names the file
     */
    byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no file " + file);
        }
        if (input.channels() != 1 && input.channels() != 3) {
            throw new IOException("The network takes " + input.shape() + " values: no picture has as many channels");
        }
        BufferedImage picture;
        try {
            picture = ImageIO.read(file.toFile());
        } catch (IOException | RuntimeException e) {
            throw new IOException(file + " cannot be read as a picture: " + e.getMessage(), e);
        }
        if (picture == null) {
            throw new IOException(file + " is not a picture of a known format");
        }
        return pixels(fitted(picture, file));
    }

    private BufferedImage fitted(BufferedImage picture, Path file) throws IOException {
        boolean fits = picture.getWidth() == input.width() && picture.getHeight() == input.height();
        if (!fits && !resize) {
            throw new IOException(file + " has " + picture.getWidth() + " x " + picture.getHeight()
                    + " pixels, the network takes " + input.width() + " x " + input.height()
                    + "; scale it with --resize");
        }
        // Drawn in any case: transparent pixels become white, and all formats the same.
        BufferedImage drawn = new BufferedImage(input.width(), input.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, input.width(), input.height(), Color.WHITE, null);
        graphics.dispose();
        return drawn;
    }

    private byte[] pixels(BufferedImage picture) {
        int size = input.width() * input.height();
        byte[] pixels = new byte[input.size()];
        for (int i = 0; i < size; i++) {
            int rgb = picture.getRGB(i % input.width(), i / input.width());
            if (invert) {
                rgb = ~rgb;
            }
            if (input.channels() == 1) {
                pixels[i] = (byte) luma(rgb);
            } else {
                pixels[i] = (byte) (rgb >> 16);
                pixels[size + i] = (byte) (rgb >> 8);
                pixels[2 * size + i] = (byte) rgb;
            }
        }
        return pixels;
    }

    /** ITU-R BT.601; grey stays as it is. */
    private static int luma(int rgb) {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }
}
