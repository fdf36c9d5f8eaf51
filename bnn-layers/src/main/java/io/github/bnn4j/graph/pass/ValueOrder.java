package io.github.bnn4j.graph.pass;

import io.github.bnn4j.packed.layer.ImageShape;

/** Finds where a value is in DL4J that is at some place in a packed network. */
final class ValueOrder {

    private ValueOrder() {}

    /** Returns, for each place, the channel of its value. */
    static int[] channels(ImageShape image, boolean channelsLast) {
        int[] channels = new int[image.size()];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = channelsLast ? i % image.channels() : i / image.pixels();
        }
        return channels;
    }

    /**
     * Returns, for each place, where the value is in the flattened image of DL4J; null if it is everywhere the same
     * place.
     *
     * @param channelsLast whether the packed network has them last
     * @param channelsLastInDl4j whether DL4J has
     */
    static int[] ofFlattened(ImageShape image, boolean channelsLast, boolean channelsLastInDl4j) {
        if (channelsLast == channelsLastInDl4j || image.channels() == 1 || image.pixels() == 1) {
            return null;
        }
        int[] order = new int[image.size()];
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int pixel = 0; pixel < image.pixels(); pixel++) {
                int first = channel * image.pixels() + pixel;
                int last = pixel * image.channels() + channel;
                order[channelsLast ? last : first] = channelsLast ? first : last;
            }
        }
        return order;
    }
}
