package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.FileFailure;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedFormatException;
import java.io.IOException;
import java.nio.file.Path;

/** Loads packed networks for commands. */
public final class PackedFiles {

    private PackedFiles() {}

    /**
     * @throws UserError if the file cannot be read or is not a packed network
     */
    public static PackedNetwork load(Path file) throws UserError {
        try {
            return PackedNetwork.load(file);
        } catch (PackedFormatException e) {
            throw new UserError(e.getMessage(), e);
        } catch (IOException e) {
            throw FileFailure.ofReading(file, e);
        }
    }
}
