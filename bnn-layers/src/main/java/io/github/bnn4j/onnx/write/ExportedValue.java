package io.github.bnn4j.onnx.write;

import io.github.bnn4j.packed.layer.ImageShape;
import java.util.Arrays;

/**
 * A value of the file, and where its numbers are in the packed network. In the file images have their channels first; in packed
 * networks, but for examples, last.
 *
 * @param name in the file
 * @param image its size; null for a vector
 * @param width values of an example
 * @param order for each place in the file, the place in the packed network; null if they are the same
 */
record ExportedValue(String name, ImageShape image, int width, int[] order) {

    /** Returns a vector as packed networks have it. */
    static ExportedValue vector(String name, int width) {
        return new ExportedValue(name, null, width, null);
    }

    /** Returns an image as layers on images have it. */
    static ExportedValue image(String name, ImageShape image) {
        return new ExportedValue(name, image, image.size(), channelsLast(image));
    }

    /** Returns the order of images in packed networks; null if it is no other. */
    static int[] channelsLast(ImageShape image) {
        int channels = image.channels();
        int pixels = image.pixels();
        if (channels == 1 || pixels == 1) {
            return null;
        }
        int[] order = new int[image.size()];
        Arrays.setAll(order, i -> i % pixels * channels + i / pixels);
        return order;
    }

    /** Returns the same numbers under another name. */
    ExportedValue named(String other) {
        return new ExportedValue(other, image, width, order);
    }

    /** Returns the place in the packed network of what is at a place in the file. */
    int packed(int i) {
        return order == null ? i : order[i];
    }

    /** Returns whether it is an image of this size, as layers on images have it. */
    boolean isImage(ImageShape shape) {
        return shape.equals(image) && Arrays.equals(order, channelsLast(shape));
    }

    /** Returns whether the same numbers are at the same places. */
    boolean isLike(ExportedValue other) {
        return width == other.width
                && (image == null ? other.image == null : image.equals(other.image))
                && Arrays.equals(order, other.order);
    }
}
