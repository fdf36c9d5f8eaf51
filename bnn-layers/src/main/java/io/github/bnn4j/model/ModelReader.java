package io.github.bnn4j.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/**
 * Reads files of DL4J's ModelSerializer without trusting them; its methods are named like those of ModelSerializer.
 *
 * <p>What is trusted: the classes on the class path, and of them those that a file may name. These are the configurations of
 * DL4J, ND4J and BNN4J (classes that Jackson's {@code JsonTypeInfo} marks, or their supertypes), and whatever
 * {@link #allowClasses} admits; one's own layers, vertices, quantizers and loss functions need that. A name of any other
 * class, wherever it stands in the configuration, is refused before the class is initialized.
 *
 * <p>What is not trusted: the file. An entry that no model has is refused, and so is {@code preprocessor.bin}: nothing is ever
 * read by Java's deserialization, so that no serial filter has to stand before it (one for the whole JVM is a program's
 * decision; a library should not install it). Checksums are verified, which ModelSerializer leaves out. Before memory is taken,
 * sizes are bounded: those of {@code configuration.json} by 16 MB; of {@code coefficients.bin} by 64 times the file's length (or
 * 64 MB, if that is more) and the parameters of the configuration; of {@code updaterState.bin} by the state of the network's
 * updater; of all others by 64 MB. Arrays are taken by their values: what else their headers say is checked, and made anew.
 *
 * <p>All that is wrong with a file is an {@link InvalidModelException}. Immutable, and safe to share between threads.
 */
public final class ModelReader {

    private final Set<String> classes;
    private final Set<String> entries;

    /** Trusts DL4J's, ND4J's and BNN4J's own configurations. */
    public ModelReader() {
        this(Set.of(), Set.of());
    }

    private ModelReader(Set<String> classes, Set<String> entries) {
        this.classes = classes;
        this.entries = entries;
    }

    /**
     * Returns a reader that lets files name these classes too.
     *
     * @param names as {@link Class#getName} gives them
     * @throws IllegalArgumentException if there is no such class
     */
    public ModelReader allowClasses(Collection<String> names) {
        for (String name : names) {
            if (!TrustedClasses.exists(Objects.requireNonNull(name, "name"))) {
                throw new IllegalArgumentException(
                        "There is no class " + name + " on the class path (a nested class is Outer$Inner)");
            }
        }
        return new ModelReader(union(classes, names), entries);
    }

    /** Allows classes as {@link #allowClasses(Collection)} does. */
    public ModelReader allowClasses(String... names) {
        return allowClasses(List.of(names));
    }

    /** Returns a reader that lets files have these entries too, which {@link #readEntry} reads. */
    public ModelReader allowEntries(String... names) {
        return new ModelReader(classes, union(entries, List.of(names)));
    }

    private static Set<String> union(Set<String> some, Collection<String> others) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }

    /**
     * @param loadUpdater whether to go on training where it stopped; a file that has no state of an updater then starts anew
     * @throws InvalidModelException if the file is not a MultiLayerNetwork, or not trusted
     */
    public MultiLayerNetwork restoreMultiLayerNetwork(Path file, boolean loadUpdater) throws InvalidModelException {
        if (restoreModel(file, loadUpdater) instanceof MultiLayerNetwork network) {
            return network;
        }
        throw new InvalidModelException(file + " is a ComputationGraph: a MultiLayerNetwork is needed");
    }

    /**
     * @param loadUpdater as for {@link #restoreMultiLayerNetwork}
     * @throws InvalidModelException if the file is not a ComputationGraph, or not trusted
     */
    public ComputationGraph restoreComputationGraph(Path file, boolean loadUpdater) throws InvalidModelException {
        if (restoreModel(file, loadUpdater) instanceof ComputationGraph graph) {
            return graph;
        }
        throw new InvalidModelException(file + " is a MultiLayerNetwork: a ComputationGraph is needed");
    }

    /**
     * Reads a network of either kind.
     *
     * @param loadUpdater as for {@link #restoreMultiLayerNetwork}
     * @throws InvalidModelException if the file is neither, or not trusted
     */
    public Model restoreModel(Path file, boolean loadUpdater) throws InvalidModelException {
        return read(file, zip -> {
            Configuration configuration = Configuration.read(zip, new TrustedClasses(classes));
            return configuration.isGraph()
                    ? graph(zip, ComputationGraphConfiguration.fromJson(configuration.json()), loadUpdater)
                    : network(zip, MultiLayerConfiguration.fromJson(configuration.json()), loadUpdater);
        });
    }

    /**
     * Reads the normalizer that a model was saved with: none, an ImagePreProcessingScaler, a NormalizerMinMaxScaler or a
     * NormalizerStandardize.
     *
     * @throws InvalidModelException if it is of another type (one of type CUSTOM names its class, which is not loaded), or the
     *     file is not trusted
     */
    public Optional<DataNormalization> restoreNormalizer(Path file) throws InvalidModelException {
        return read(
                file,
                zip -> zip.has(ModelSerializer.NORMALIZER_BIN)
                        ? Optional.of(zip.read(
                                ModelSerializer.NORMALIZER_BIN, ModelEntries.MOST_BYTES, SavedNormalizer::read))
                        : Optional.empty());
    }

    /**
     * Reads a vector of one's own, as {@code Nd4j.write} writes it.
     *
     * @param name of an entry, one of {@link #allowEntries}
     * @param length of the vector
     * @return a row vector; nothing if there is no such entry
     * @throws InvalidModelException if it is no vector of that length, or the file is not trusted
     */
    public Optional<INDArray> readVector(Path file, String name, long length) throws InvalidModelException {
        return read(
                file,
                zip -> zip.has(name)
                        ? Optional.of(
                                zip.read(name, SavedArray.mostBytes(length), in -> SavedArray.readAll(in, length)))
                        : Optional.empty());
    }

    /**
     * Reads an entry of one's own.
     *
     * @param name one of {@link #allowEntries}
     * @return its bytes, at most 64 MB
     * @throws InvalidModelException if there is none, or the file is not trusted
     */
    public byte[] readEntry(Path file, String name) throws InvalidModelException {
        return read(file, zip -> zip.read(name, ModelEntries.MOST_BYTES, EntryStream::readAllBytes));
    }

    private static MultiLayerNetwork network(
            ModelEntries zip, MultiLayerConfiguration configuration, boolean loadUpdater) throws IOException {
        long expected = 0;
        for (NeuralNetConfiguration layer : configuration.getConfs()) {
            expected = Math.addExact(expected, layer.getLayer().initializer().numParams(layer));
        }
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init(parameters(zip, expected), false);
        if (loadUpdater && zip.has(ModelSerializer.UPDATER_BIN)) {
            network.getUpdater()
                    .setStateViewArray(network, state(zip, network.getUpdater().getStateViewArray()), false);
        }
        return network;
    }

    private static ComputationGraph graph(
            ModelEntries zip, ComputationGraphConfiguration configuration, boolean loadUpdater) throws IOException {
        long expected = 0;
        for (GraphVertex vertex : configuration.getVertices().values()) {
            expected = Math.addExact(expected, vertex.numParams(true));
        }
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init(parameters(zip, expected), false);
        if (loadUpdater && zip.has(ModelSerializer.UPDATER_BIN)) {
            graph.getUpdater().setStateViewArray(state(zip, graph.getUpdater().getStateViewArray()));
        }
        return graph;
    }

    /** Reads the parameters; returns null for a network that has none. */
    private static INDArray parameters(ModelEntries zip, long expected) throws IOException {
        String name = ModelSerializer.COEFFICIENTS_BIN;
        if (expected == 0 && (zip.has(name) || zip.has(ModelSerializer.NO_PARAMS_MARKER))) {
            return null;
        }
        return zip.read(name, zip.mostBytesOfParameters(), in -> SavedArray.readAll(in, expected));
    }

    private static INDArray state(ModelEntries zip, INDArray ofNetwork) throws IOException {
        long expected = ofNetwork == null ? 0 : ofNetwork.length();
        return zip.read(
                ModelSerializer.UPDATER_BIN, SavedArray.mostBytes(expected), in -> SavedArray.readAll(in, expected));
    }

    private <T> T read(Path file, ModelEntries.Reading<ModelEntries, T> reading) throws InvalidModelException {
        Objects.requireNonNull(file, "file");
        try (ModelEntries zip = ModelEntries.open(file, entries)) {
            return reading.of(zip);
        } catch (InvalidModelException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            // DL4J tells what does not fit by exceptions of every kind.
            throw new InvalidModelException(file + " is not a readable model of DL4J: " + oneLine(e), e);
        }
    }

    private static String oneLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = Arrays.stream(message.split("\\R")).findFirst().orElse("");
        return line.length() > 300 ? line.substring(0, 300) + " ..." : line;
    }

    /** Tells what it lets files name and have, beyond what it knows by itself. */
    @Override
    public String toString() {
        return "ModelReader[classes=" + classes + ", entries=" + entries + "]";
    }
}
