package io.github.bnn4j.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.util.ModelSerializer;

/** The entries of a model's zip: those that a model has, and no others. */
final class ModelEntries implements AutoCloseable {

    /** An entry whose size nothing else bounds may have so many bytes. */
    static final long MOST_BYTES = 64L << 20;

    /**
     * Deflate packs zeros a thousandfold. Trained parameters are never that many zeros: random floats hardly shrink, and latent
     * kernels that are all clipped, or signs, twentyfold.
     */
    private static final int MOST_COMPRESSION = 64;

    private static final Set<String> KNOWN = Set.of(
            ModelSerializer.CONFIGURATION_JSON,
            ModelSerializer.COEFFICIENTS_BIN,
            ModelSerializer.UPDATER_BIN,
            ModelSerializer.NORMALIZER_BIN,
            ModelSerializer.NO_PARAMS_MARKER);

    /** This is done with something that is open. */
    interface Reading<S, T> {
        T of(S source) throws IOException;
    }

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    private ModelEntries(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /**
     * @param others names of entries that are known too
     * @throws IOException if it is no zip, or has an entry that is not known
     */
    static ModelEntries open(Path file, Set<String> others) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidModelException(
                    Files.exists(file) ? file + " is not a file: a model is a zip" : "There is no file " + file);
        }
        ModelEntries opened = new ModelEntries(file, new ZipFile(file.toFile()));
        try {
            opened.list(others);
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void list(Set<String> others) throws InvalidModelException {
        Enumeration<? extends ZipEntry> all = zip.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName();
            if (name.equals(ModelSerializer.PREPROCESSOR_BIN)) {
                throw new InvalidModelException(file + " has an entry " + name
                        + ", an object of Java's serialization, which can be made to run any code: it is not read; "
                        + "save the model without it");
            }
            if (!KNOWN.contains(name) && !others.contains(name)) {
                throw new InvalidModelException(file + " has an entry \"" + printable(name)
                        + "\", which models do not have: it is damaged, or no model of DL4J");
            }
            if (entries.put(name, entry) != null) {
                throw new InvalidModelException(file + " has two entries " + name);
            }
        }
    }

    private static String printable(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 100 ? clean.substring(0, 100) + "..." : clean;
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    Path file() {
        return file;
    }

    /** Returns what {@code coefficients.bin} may have at most. */
    long mostBytesOfParameters() throws IOException {
        return Math.max(MOST_BYTES, MOST_COMPRESSION * Files.size(file));
    }

    /**
     * Reads a whole entry, and verifies its size and checksum.
     *
     * @throws IOException if there is none, it is larger than {@code mostBytes}, or damaged
     */
    <T> T read(String name, long mostBytes, Reading<EntryStream, T> reading) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new InvalidModelException(file + " is no model: it has no " + name);
        }
        if (entry.getSize() > mostBytes) {
            throw new InvalidModelException("%s: %s has %,d bytes, more than the %,d that it may have"
                    .formatted(file, name, entry.getSize(), mostBytes));
        }
        try (EntryStream in = new EntryStream(zip.getInputStream(entry), entry)) {
            T result = reading.of(in);
            in.verifyEnd();
            return result;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
