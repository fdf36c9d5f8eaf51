package io.github.bnn4j.cli.serve.network;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.OnImages;
import io.github.bnn4j.packed.layer.PackedLayer;
import java.util.Optional;

/**
 * A network that is served.
 *
 * @param name in requests
 * @param title for people
 * @param origin where it comes from, in a sentence
 * @param network itself
 * @param fileBytes size of its file
 */
public record ServedNetwork(String name, String title, String origin, PackedNetwork network, long fileBytes) {

    /**
     * Returns the size of the images that a value consists of, as far as that is known; none of a vector.
     *
     * @param value 0 is the example, i what layer i - 1 gives
     */
    public Optional<ImageShape> image(int value) {
        if (value == 0) {
            ImageShape image = network.input().image();
            return image.channels() == 1 && image.height() == 1 ? Optional.empty() : Optional.of(image);
        }
        PackedLayer layer = network.layers().get(value - 1);
        if (layer instanceof OnImages images) {
            return Optional.of(images.outputImage());
        }
        // What works value by value keeps the image that it gets.
        int source = source(value - 1);
        return isDense(layer) ? Optional.empty() : image(source).filter(image -> image.size() == layer.outputs());
    }

    /** Returns whether the channels of a pixel follow one another: between layers they do, in an example those of one channel. */
    public boolean isChannelsLast(int value) {
        if (value == 0) {
            return network.input().channels() == 1;
        }
        PackedLayer layer = network.layers().get(value - 1);
        return layer instanceof OnImages || isDense(layer) || isChannelsLast(source(value - 1));
    }

    /** Returns the first value that a layer takes. */
    public int source(int layer) {
        return network.content().wiring().sources().get(layer).get(0);
    }

    private static boolean isDense(PackedLayer layer) {
        return layer instanceof BinaryDense || layer instanceof BinaryDenseOnFloats || layer instanceof FloatDense;
    }
}
