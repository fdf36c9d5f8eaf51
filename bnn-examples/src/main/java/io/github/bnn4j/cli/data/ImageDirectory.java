package io.github.bnn4j.cli.data;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory with the files of a data set, each gzipped or not. */
final class ImageDirectory {

    private final Map<String, Path> fileByStandardName = new HashMap<>();

    /**
     * Finds the files; takes the plain one if there is a gzipped one too.
     *
     * @param directory where to look
     * @param standardNames names of the files, without {@code .gz}
     * @throws FileSystemException if it is not a directory or files are missing
     */
    ImageDirectory(Path directory, List<String> standardNames) throws FileSystemException {
        if (!Files.isDirectory(directory)) {
            throw new FileSystemException(
                    directory.toString(),
                    null,
                    "not a directory: give one with the files %s, each with or without .gz"
                            .formatted(String.join(", ", standardNames)));
        }
        var missing = new ArrayList<String>();
        for (var name : standardNames) {
            find(directory, name).ifPresentOrElse(file -> fileByStandardName.put(name, file), () -> missing.add(name));
        }
        if (!missing.isEmpty()) {
            throw new NoSuchFileException(
                    directory.toString(),
                    null,
                    "no file %s in this directory, neither with nor without .gz".formatted(String.join(", ", missing)));
        }
    }

    /**
     * Reads one of the files.
     *
     * @param standardName its name without {@code .gz}
     * @return its content
     * @throws IOException if it is not well-formed or cannot be read
     */
    IdxFile read(String standardName) throws IOException {
        return IdxFile.read(fileByStandardName.get(standardName));
    }

    /** Finds the plain file, or the gzipped one. */
    static Optional<Path> find(Path directory, String standardName) {
        return Stream.of(standardName, standardName + ".gz")
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
