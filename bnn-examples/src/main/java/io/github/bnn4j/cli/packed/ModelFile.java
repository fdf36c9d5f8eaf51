package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;

/** Files of DL4J's ModelSerializer, of either kind of network. */
public final class ModelFile {

    /** Only the configuration of a graph has it. */
    private static final String GRAPH_KEY = "\"networkInputs\"";

    private ModelFile() {}

    /**
     * @throws UserError if the file is not there, or is not such a file
     */
    public static Model read(Path file) throws UserError {
        if (!Files.isRegularFile(file)) {
            throw new UserError("There is no file " + file);
        }
        try {
            return configuration(file).contains(GRAPH_KEY)
                    ? ModelSerializer.restoreComputationGraph(file.toFile(), false)
                    : ModelSerializer.restoreMultiLayerNetwork(file.toFile(), false);
        } catch (IOException | RuntimeException e) {
            throw new UserError(file + " is not a readable model of DL4J: " + e.getMessage(), e);
        }
    }

    private static String configuration(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(ModelSerializer.CONFIGURATION_JSON);
            if (entry == null) {
                throw new IOException("it has no " + ModelSerializer.CONFIGURATION_JSON);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
