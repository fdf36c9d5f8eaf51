package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.picture.PictureReader;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Pictures as a network takes them: grey for one channel, red, green and blue for three.
 *
 * @param input the network's
 * @param resize whether to scale pictures of another size
 * @param invert whether to take dark for light
 */
record PictureFile(InputEncoding input, boolean resize, boolean invert) {

    private static final byte ALL_BITS = -1;

    /**
     * Reads one as a training does.
     *
     * @return the pixels, channel by channel, row by row
     * @throws IOException if this is no picture, or not of the network's size; the message names the file
     */
    byte[] read(Path file) throws IOException {
        if (input.channels() != 1 && input.channels() != 3) {
            throw new IOException("The network takes " + input.shape() + " values: no picture has as many channels");
        }
        PictureReader reader = new PictureReader(input.channels(), input.height(), input.width());
        byte[] pixels = resize ? reader.readScaled(file) : reader.read(file);
        for (int i = 0; invert && i < pixels.length; i++) {
            pixels[i] ^= ALL_BITS;
        }
        return pixels;
    }
}
