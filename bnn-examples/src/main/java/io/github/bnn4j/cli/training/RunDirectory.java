package io.github.bnn4j.cli.training;

import io.github.bnn4j.files.DirectoryLock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The files of one training run.
 *
 * @param path the directory
 */
public record RunDirectory(Path path) {

    /**
     * Takes the directory for one run alone, makes it if it is not there, and removes what a killed run left half written.
     *
     * @throws IOException if another program has it, or it cannot be written into
     */
    public DirectoryLock lock() throws IOException {
        return DirectoryLock.take(path);
    }

    /** Returns the network after the last finished epoch, to continue from. */
    public Path checkpoint() {
        return path.resolve("checkpoint.zip");
    }

    /** Returns the network with the lowest validation error, ready for inference; DL4J's ModelSerializer reads it. */
    public Path model() {
        return path.resolve("model.zip");
    }

    /** Returns the same network, packed. */
    public Path packed() {
        return path.resolve("model.bnn");
    }

    public Path metrics() {
        return path.resolve("metrics.csv");
    }

    public Path flipRatios() {
        return path.resolve("flip-ratio.csv");
    }

    public Path flipRatioCurves() {
        return path.resolve("flip-ratio.png");
    }

    public Path learningCurves() {
        return path.resolve("learning-curve.png");
    }

    public Path kernels() {
        return path.resolve("kernels.png");
    }
}
