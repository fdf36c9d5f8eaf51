package io.github.bnn4j.cli.mnist;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.ImageClassificationData;
import java.io.IOException;
import java.nio.file.Path;

/** The images of the option {@code --data}. */
public final class MnistData {

    private MnistData() {}

    /**
     * @param directory null for MNIST, which comes with the program
     */
    public static ImageClassificationData read(Path directory) throws UserError {
        try {
            return directory == null
                    ? ImageClassificationData.bundledMnist()
                    : ImageClassificationData.fromDirectory(directory);
        } catch (IOException e) {
            throw new UserError(e.getMessage(), e);
        }
    }
}
