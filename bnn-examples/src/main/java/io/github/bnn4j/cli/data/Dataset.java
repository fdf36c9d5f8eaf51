package io.github.bnn4j.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A kind of image data that the commands know: how a directory of it is recognised, and read. A data set of your own is a class
 * that implements this, and a line in {@link Datasets}; it has all commands then.
 */
public interface Dataset {

    /** Returns the name of its commands and of its output directories, such as {@code mnist}. */
    String name();

    /** Returns what people call it, such as {@code MNIST}. */
    String title();

    /** Returns what a directory of it holds, in words that go on with "a directory with". */
    String files();

    /** Returns the name of the preset that a training starts from if none is asked for. */
    String preset();

    /** Tells whether a directory has files of it, perhaps not all. */
    boolean isIn(Path directory);

    /**
     * Reads a directory.
     *
     * @throws IOException naming the file or folder that is missing or wrong
     */
    ImageClassificationData read(Path directory) throws IOException;

    /**
     * Reads what comes with the program.
     *
     * @return nothing if it does not
     * @throws IOException if it is damaged
     */
    default Optional<ImageClassificationData> bundled() throws IOException {
        return Optional.empty();
    }
}
