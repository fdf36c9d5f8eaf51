package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;

/**
 * Images with the pixels side by side: {@code planes[i][pixel]} holds 32 channels of signs, the last plane what is left, or
 * one channel of bytes.
 */
final class ChannelPlanes {

    private ChannelPlanes() {}

    /** Returns how many planes hold so many channels. */
    static int count(ValueType type, int channels) {
        return type == ValueType.SIGNS ? (channels + 31) >>> 5 : channels;
    }

    /** Returns how many channels of signs a plane holds. */
    static int channelsOf(int plane, int channels) {
        return Math.min(Integer.SIZE, channels - (plane << 5));
    }

    /**
     * @param x signs or bytes of images, channels last
     * @param from pixel of the image
     * @param pixels how many
     * @param planes receives them
     * @param to index of the first one
     */
    static void read(Activations x, int image, int channels, int from, int pixels, int[][] planes, int to) {
        for (int i = 0; i < planes.length; i++) {
            if (x.bytes() != null) {
                int at = x.from() + image * x.width() + from * channels + i;
                for (int p = 0; p < pixels; p++) {
                    planes[i][to + p] = x.bytes()[at + p * channels] & 0xFF;
                }
            } else {
                long at = firstBit(x, image) + (long) from * channels + (i << 5);
                int count = channelsOf(i, channels);
                if (channels % Long.SIZE == 0) {
                    BitRuns.getHalves(x.signs(), at, channels / Long.SIZE, planes[i], to, pixels);
                    continue;
                }
                for (int p = 0; p < pixels; p++) {
                    planes[i][to + p] = (int) BitRuns.get(x.signs(), at + (long) p * channels, count);
                }
            }
        }
    }

    /** Returns where the signs of an image begin. */
    static long firstBit(Activations x, int image) {
        return (long) image * BitMatrix.wordsFor(x.width()) << 6;
    }
}
