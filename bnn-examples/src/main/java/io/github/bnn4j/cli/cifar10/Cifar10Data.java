package io.github.bnn4j.cli.cifar10;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.Cifar10Batches;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The images of the option {@code --data}, in whichever form they are there. */
public final class Cifar10Data {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Directory with the binary version of CIFAR-10, data_batch_1.bin to data_batch_5.bin and "
                    + "test_batch.bin, or with pictures in folders, train/CLASS/* and test/CLASS/*.")
    private Path directory;

    /**
     * @throws UserError naming the file or folder that is missing or wrong
     */
    ImageClassificationData read() throws UserError {
        return read(directory);
    }

    /** Whether a directory has CIFAR-10, or pictures in folders. */
    public static boolean areIn(Path directory) {
        return Cifar10Batches.areIn(directory) || ImageFolders.areIn(directory);
    }

    /**
     * Reads a directory in either form.
     *
     * @throws UserError naming the file or folder that is missing or wrong
     */
    public static ImageClassificationData read(Path directory) throws UserError {
        if (!Files.isDirectory(directory)) {
            throw new UserError(directory + " is not a directory: give --data one with CIFAR-10");
        }
        try {
            if (Cifar10Batches.areIn(directory)) {
                return Cifar10Batches.read(directory);
            }
            if (ImageFolders.areIn(directory)) {
                try (PictureProgress progress = PictureProgress.forThisOutput()) {
                    return ImageFolders.read(directory, Cifar10Batches.SHAPE, progress);
                }
            }
        } catch (IOException e) {
            throw new UserError(e.getMessage(), e);
        }
        throw new UserError(
                directory + " has neither data_batch_1.bin to data_batch_5.bin and test_batch.bin, nor folders "
                        + "train and test of pictures");
    }
}
