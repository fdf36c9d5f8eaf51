package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.command.FileFailure;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.model.InvalidModelException;
import io.github.bnn4j.model.ModelReader;
import io.github.bnn4j.packed.files.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * A network in training, with its updater's state and the run's history, in one file that is replaced in one move: a
 * kill at any moment leaves the old or the new one. It is a file of DL4J's ModelSerializer with one entry more, and a digest:
 * a damaged one would go on with other results.
 *
 * @param network parameters, updater state, iteration and epoch counts as at the end of the last finished epoch
 * @param state settings and history
 * @param average of the parameters over the last epochs; null before them, and where none are averaged
 */
public record Checkpoint(Dl4jNetwork network, TrainingState state, INDArray average) {

    private static final String STATE_ENTRY = "training.json";
    private static final String AVERAGE_ENTRY = "average.bin";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One without an average. */
    public Checkpoint(Dl4jNetwork network, TrainingState state) {
        this(network, state, null);
    }

    public void write(Path file) throws IOException {
        AtomicFile.write(file, this::writeSealed);
    }

    private void writeSealed(Path file) throws IOException {
        writeZip(file);
        CheckpointDigest.seal(file);
    }

    /** Writes the zip, not by ModelSerializer itself, which compresses: random floats do not shrink, and it takes as long as an epoch. */
    private void writeZip(Path file) throws IOException {
        try (ZipOutputStream zip =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            zip.setComment(CheckpointDigest.room());
            putText(zip, ModelSerializer.CONFIGURATION_JSON, network.configuration());
            putArray(zip, ModelSerializer.COEFFICIENTS_BIN, network.params());
            INDArray updaterState = network.updaterState();
            if (updaterState != null) {
                putArray(zip, ModelSerializer.UPDATER_BIN, updaterState);
            }
            if (average != null) {
                putArray(zip, AVERAGE_ENTRY, average);
            }
            putText(zip, STATE_ENTRY, JSON.writeValueAsString(state));
        }
    }

    private static void putText(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void putArray(ZipOutputStream zip, String name, INDArray array) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zip, 1 << 16));
        Nd4j.write(array, data);
        data.flush();
        zip.closeEntry();
    }

    /**
     * Returns what reads models and checkpoints.
     *
     * @param allowed classes that they may name, beside those of DL4J and BNN4J
     * @throws IllegalArgumentException if there is no such class
     */
    public static ModelReader reader(Collection<String> allowed) {
        return new ModelReader().allowEntries(STATE_ENTRY, AVERAGE_ENTRY).allowClasses(allowed);
    }

    /**
     * Reads one that names no classes of the user's own.
     *
     * @throws IOException if the file cannot be read or is no checkpoint; the message names it
     */
    public static Checkpoint read(Path file) throws IOException {
        return read(file, List.of());
    }

    /**
     * @param allowed classes that the network may name, beside those of DL4J and BNN4J
     * @throws IOException if the file cannot be read, is no checkpoint, or is not trusted; the message names it
     */
    public static Checkpoint read(Path file, Collection<String> allowed) throws IOException {
        TrainingState state = readState(file);
        Dl4jNetwork network = Dl4jNetwork.of(reader(allowed).restoreModel(file, true));
        return new Checkpoint(network, state, readAverage(file, network.params()));
    }

    /** Returns null for none. */
    private static INDArray readAverage(Path file, INDArray like) throws IOException {
        return reader(List.of())
                .readVector(file, AVERAGE_ENTRY, like.length())
                .map(vector -> vector.reshape(like.shape()))
                .orElse(null);
    }

    /**
     * Reads the state alone, without making a network of the rest.
     *
     * @throws IOException if the file cannot be read or is not a checkpoint as it was written; the message names it
     */
    public static TrainingState readState(Path file) throws IOException {
        try {
            CheckpointDigest.check(file);
            return state(file);
        } catch (InvalidModelException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw unreadable(file, e);
        }
    }

    private static IOException unreadable(Path file, Throwable e) {
        return new IOException(
                file + " is not a readable checkpoint: " + FileFailure.reason(e)
                        + "; put a copy in its place, start anew with --overwrite, or choose another directory",
                e);
    }

    private static TrainingState state(Path file) throws IOException {
        return TrainingState.read(new ByteArrayInputStream(reader(List.of()).readEntry(file, STATE_ENTRY)));
    }
}
