package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.PixelShape;
import io.github.bnn4j.cli.evaluation.Classes;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.nio.file.Path;

/** Checks whether a packed network and images are for each other. */
public final class PackedImages {

    private PackedImages() {}

    /**
     * Compares sizes; a network that takes a plain vector takes images of as many values.
     *
     * @param file of the network
     * @param images name of a file, a directory or a data set
     * @throws UserError with the names and the sizes, if they are not the same
     */
    public static void requireSize(Path file, PackedNetwork network, String images, PixelShape shape) throws UserError {
        InputEncoding input = network.input();
        boolean vector = input.channels() == 1 && input.height() == 1;
        boolean fits = vector
                ? input.size() == shape.pixels()
                : shape.equals(new PixelShape(input.channels(), input.height(), input.width()));
        if (!fits) {
            throw new UserError(("%s was trained on other data: it takes images of %s (%d values), but those of "
                            + "%s are %s (%d values)")
                    .formatted(file, input.shape(), input.size(), images, shape, shape.pixels()));
        }
    }

    /** Returns the classes that a network tells. */
    public static Classes classes(Path file, PackedNetwork network) {
        return new Classes(file.toString(), network.labels(), network.classes());
    }
}
