package io.github.bnn4j.cli.data;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.stream.Collectors;

/** Checksums of files, as {@code sha256sum} writes them: a sum, two spaces and a name in each line. */
final class Sha256Sums {

    private final Map<String, String> sumByName;

    /**
     * Reads the lines of a file of checksums.
     *
     * @param lines content of the file
     */
    Sha256Sums(String lines) {
        sumByName = lines.lines()
                .map(line -> line.split("  ", 2))
                .collect(Collectors.toUnmodifiableMap(fields -> fields[1], fields -> fields[0]));
    }

    /**
     * Checks the content of a file.
     *
     * @param name name of the file in the list
     * @param content the whole file
     * @throws IOException if its sum differs from the one in the list
     */
    void verify(String name, byte[] content) throws IOException {
        var expected = sumByName.get(name);
        MessageDigest digest = Sha256.begin();
        digest.update(content);
        var actual = Sha256.hex(digest);
        if (!actual.equals(expected)) {
            throw new IOException("%s is damaged: its SHA-256 is %s, expected %s".formatted(name, actual, expected));
        }
    }
}
