package io.github.bnn4j.cli.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The data sets that the commands know. */
public final class Datasets {

    public static final Dataset MNIST = new Mnist();

    private static final List<Dataset> ALL = List.of(MNIST, new Cifar10(), new Pictures());

    private Datasets() {}

    public static List<Dataset> all() {
        return ALL;
    }

    /** Returns the one that a directory has files of, if there is one. */
    public static Optional<Dataset> in(Path directory) {
        return ALL.stream().filter(dataset -> dataset.isIn(directory)).findFirst();
    }

    /**
     * Reads a directory, whichever data set is in it.
     *
     * @throws IOException if there is none, or naming the file or folder that is missing or wrong
     */
    public static ImageClassificationData read(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + " is not a directory: give one with " + files());
        }
        return in(directory)
                .orElseThrow(() ->
                        new IOException(directory + " has no images of a known kind: give a directory with " + files()))
                .read(directory);
    }

    /** Returns what a directory may hold, in words that go on with "a directory with". */
    public static String files() {
        return ALL.stream().map(Dataset::files).collect(Collectors.joining("; or with "));
    }
}
