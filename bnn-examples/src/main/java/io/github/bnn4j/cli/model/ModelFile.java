package io.github.bnn4j.cli.model;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.model.InvalidModelException;
import io.github.bnn4j.model.ModelReader;
import java.nio.file.Path;
import org.deeplearning4j.nn.api.Model;

/** Files of DL4J's ModelSerializer, of either kind of network. */
public final class ModelFile {

    private ModelFile() {}

    /**
     * Reads a network, without the state of its updater.
     *
     * @param reader knows what is trusted
     * @throws UserError if the file is not there, is not such a file, or is not trusted
     */
    public static Model read(Path file, ModelReader reader) throws UserError {
        try {
            return reader.restoreModel(file, false);
        } catch (InvalidModelException e) {
            throw new UserError(e.getMessage(), e);
        }
    }
}
