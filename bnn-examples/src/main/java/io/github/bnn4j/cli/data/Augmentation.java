package io.github.bnn4j.cli.data;

import java.util.Random;

/** Changes an image at random in a way that keeps its class, so that training sees more images than there are. */
@FunctionalInterface
public interface Augmentation {

    /** As near to the middle of bytes as there is, which stands for 0: for what is not known of an image. */
    byte GREY = (byte) 128;

    /** Leaves images as they are. */
    Augmentation NONE = (pixels, shape, random) -> pixels;

    /**
     * @param pixels of one image, channel by channel, row-major; may be changed
     * @param shape of the image, and of the result
     * @param random the only source of chance
     * @return the pixels of the changed image
     */
    byte[] apply(byte[] pixels, PixelShape shape, Random random);

    /** Returns this change with another after it. */
    default Augmentation then(Augmentation next) {
        return (pixels, shape, random) -> next.apply(apply(pixels, shape, random), shape, random);
    }
}
