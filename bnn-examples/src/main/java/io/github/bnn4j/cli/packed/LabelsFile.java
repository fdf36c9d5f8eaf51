package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.FileFailure;
import io.github.bnn4j.cli.command.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the names of classes, one in a line. */
final class LabelsFile {

    /** It has room for names of 64 kB for a thousand classes; a wrong file, such as a film, is not read to its end. */
    private static final long MOST_BYTES = 1 << 26;

    private LabelsFile() {}

    /**
     * Reads the names; lines that are blank do not count.
     *
     * @throws UserError if there is no such text, or nothing in it
     */
    static List<String> read(Path file) throws UserError {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UserError(file + " is too large for the names of classes");
            }
            List<String> labels = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (labels.isEmpty()) {
                throw new UserError(file + " has no names of classes, one in a line");
            }
            return labels;
        } catch (IOException e) {
            throw FileFailure.ofReading(file, e);
        }
    }
}
