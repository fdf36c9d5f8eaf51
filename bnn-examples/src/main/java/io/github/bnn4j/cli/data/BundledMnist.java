package io.github.bnn4j.cli.data;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The original files of MNIST among the resources of this module, with their checksums. */
final class BundledMnist {

    private static final String FOLDER = "/io/github/bnn4j/cli/data/mnist/";

    private final Sha256Sums sums;

    /**
     * Reads the checksums.
     *
     * @throws IOException if they cannot be read
     */
    BundledMnist() throws IOException {
        sums = new Sha256Sums(new String(resource("SHA256SUMS"), StandardCharsets.UTF_8));
    }

    /**
     * Reads and checks one file.
     *
     * @param standardName its name without {@code .gz}
     * @return its content
     * @throws IOException if it is missing, its checksum is wrong or it cannot be read
     */
    IdxFile read(String standardName) throws IOException {
        var name = standardName + ".gz";
        byte[] content = resource(name);
        sums.verify(name, content);
        return IdxFile.read(new ByteArrayInputStream(content), name);
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = BundledMnist.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new FileNotFoundException(
                        "The resource " + FOLDER + name + " is missing: build the module again.");
            }
            return in.readAllBytes();
        }
    }
}
