package io.github.bnn4j.search;

import io.github.bnn4j.files.DirectoryLock;
import io.github.bnn4j.packed.files.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * The files of one search: what it is, a file for each candidate that is done, and the best network. Each is written all or
 * nothing, the network before the record of its candidate: a kill at any moment loses the candidate at work, no more.
 *
 * @param path the directory
 */
public record SearchDirectory(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Path description() {
        return path.resolve("search.json");
    }

    private Path candidates() {
        return path.resolve("candidates");
    }

    private Path candidate(int index) {
        return candidates().resolve(String.format("%05d.json", index));
    }

    /** Returns the file that says whether the candidate succeeded, and with what score: without it, the candidate is trained again. */
    public Path recordOf(CandidateRecord candidate) {
        return candidate(candidate.index());
    }

    /**
     * Takes the directory for one search alone, and removes what a killed one left half written.
     *
     * @throws IOException if another search has it, or it cannot be written into
     */
    public DirectoryLock lock() throws IOException {
        DirectoryLock lock = DirectoryLock.take(path);
        try {
            if (Files.isDirectory(candidates())) {
                AtomicFile.deleteLeftovers(candidates());
            }
            return lock;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Returns the best network so far, for DL4J's ModelSerializer. */
    public Path bestModel() {
        return path.resolve("best-model.zip");
    }

    /** Returns whether a search was begun here. */
    public boolean exists() {
        return Files.exists(description());
    }

    /**
     * @param description of the search, equal for equal ones
     * @throws IOException if another search was begun here, or the directory cannot be written
     */
    void begin(String description) throws IOException {
        if (!Files.isDirectory(candidates())) {
            Files.createDirectories(candidates());
        }
        if (!exists()) {
            AtomicFile.write(description(), file -> Files.writeString(file, description));
        } else if (!begun().equals(description)) {
            throw new IOException("The search in " + path
                    + " is another one: its space, data, seed or generator differ; " + "choose another directory");
        }
    }

    private String begun() throws IOException {
        try {
            return Files.readString(description());
        } catch (IOException e) {
            throw new IOException(
                    description() + ", which says what is searched, cannot be read: choose another directory", e);
        }
    }

    void save(CandidateRecord candidate) throws IOException {
        AtomicFile.write(candidate(candidate.index()), file -> JSON.writeValue(file.toFile(), candidate));
    }

    void saveBest(MultiLayerNetwork network) throws IOException {
        AtomicFile.write(bestModel(), file -> ModelSerializer.writeModel(network, file.toFile(), false));
    }

    /**
     * @param flat the numbers that the candidate is made of, which those of the record have to equal
     * @return the candidate's record, if it is done
     * @throws IOException if the record cannot be read, or is that of other numbers
     */
    Optional<CandidateRecord> find(int index, double[] flat) throws IOException {
        Path file = candidate(index);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        CandidateRecord found = read(file);
        if (!Arrays.equals(found.flat(), flat)) {
            throw new IOException(
                    file + " belongs to another candidate than the one that the search has come to: delete it, "
                            + "and that one will be trained again");
        }
        return Optional.of(found);
    }

    /** Returns whether there is a record of this candidate, be it a failure or damaged. */
    boolean has(int index) {
        return Files.exists(candidate(index));
    }

    /**
     * Returns the records of all candidates, in no order.
     *
     * @throws IOException if one cannot be read
     */
    List<CandidateRecord> all() throws IOException {
        List<CandidateRecord> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(candidates(), "[0-9]*.json")) {
            for (Path file : files) {
                all.add(read(file));
            }
        }
        return all;
    }

    private static CandidateRecord read(Path file) throws IOException {
        try {
            return JSON.readValue(file.toFile(), CandidateRecord.class);
        } catch (IOException e) {
            throw new IOException(file + " is damaged: delete it, and the candidate will be trained again", e);
        }
    }
}
