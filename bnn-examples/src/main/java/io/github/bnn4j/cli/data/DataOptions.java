package io.github.bnn4j.cli.data;

import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Decides which images a command works on. */
public final class DataOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Directory with the four IDX files of MNIST, Fashion-MNIST, KMNIST ..., with the binary version of "
                            + "CIFAR-10, or with pictures in folders, train/CLASS/* and test/CLASS/*; which it is, is recognised "
                            + "(default: MNIST, which comes with the program, where a command is for MNIST).")
    private Path directory;

    /** Returns the directory; null if none is given. */
    public Path directory() {
        return directory;
    }

    /** Returns what has to be typed again for the same data: {@code " --data DIR"}, or nothing. */
    public String asTyped() {
        return directory == null ? "" : " --data " + directory;
    }

    /** Says in words what the data are: the directory, or what the command is for. */
    public String inWords(Dataset ofCommand) {
        return directory == null ? ofCommand.title() : directory.toString();
    }

    /** Returns what is in the directory; without one, or if nothing is known there, what the command is for. */
    public Dataset dataset(Dataset ofCommand) {
        return Optional.ofNullable(directory).flatMap(Datasets::in).orElse(ofCommand);
    }

    /**
     * @param ofCommand what the command is for
     * @throws UserError naming what is missing or wrong
     */
    public ImageClassificationData read(Dataset ofCommand) throws UserError {
        try {
            if (directory == null) {
                Optional<ImageClassificationData> bundled = ofCommand.bundled();
                return bundled.orElseThrow(
                        () -> new UsageError("--data is missing: give a directory with " + ofCommand.files()));
            }
            return Datasets.read(directory);
        } catch (IOException e) {
            throw new UserError(e);
        }
    }
}
