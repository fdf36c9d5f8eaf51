package io.github.bnn4j.packed;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.codec.PackedReader;
import io.github.bnn4j.packed.codec.PackedWriter;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.Activations;
import io.github.bnn4j.packed.layer.BinaryWeights;
import io.github.bnn4j.packed.layer.Crew;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.workspace.Workspace;
import io.github.bnn4j.packed.workspace.Workspaces;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * A trained network with weights of one bit, ready for inference. Immutable: any number of threads may use one instance.
 *
 * <p>An example is given as unsigned bytes or as real numbers, {@link InputEncoding#size()} of them; a batch as examples
 * one after the other in one array. Which of both is exact, and how they relate, says the {@link #input() encoding}.
 * {@code predict} gives the class with the highest score, the first of several; of a single score with a threshold, class 1
 * from that on, class 0 below.
 */
public final class PackedNetwork {

    /** Examples that go through the network together: enough to use weights often while they are in the cache. */
    private static final int CHUNK = 64;

    /** Fewer are not worth another thread. */
    private static final int SMALLEST_CHUNK = 8;

    /** Values of all examples of a chunk, between any two layers: 64 MB if they are floats; or one example that has more. */
    private static final int VALUES_OF_CHUNK = 1 << 24;

    private final PackedContent content;
    private final Parallelism parallelism;
    private final Workspaces workspaces = new Workspaces();
    private final LayerThreads layerThreads;
    private final int largestChunk;

    /** It names, for each value, the last layer that takes it. */
    private final int[] lastUses;

    /** Makes a network of this content. */
    public PackedNetwork(PackedContent content) {
        this(content, Parallelism.NONE);
    }

    private PackedNetwork(PackedContent content, Parallelism parallelism) {
        this.content = Objects.requireNonNull(content, "content");
        this.parallelism = parallelism;
        this.layerThreads = new LayerThreads(parallelism);
        this.largestChunk = largestChunk(widest(content));
        this.lastUses = content.wiring().lastUses();
    }

    /** Returns how many examples go through a network that has at most so many values of one between two layers. */
    static int largestChunk(int widest) {
        return Math.max(1, Math.min(CHUNK, VALUES_OF_CHUNK / widest));
    }

    /**
     * Returns half of what is there at the same time, or the widest layer if that is more: a layer in the middle of a
     * chain has what it takes and what it gives.
     */
    private static int widest(PackedContent content) {
        long widest = Math.max(content.input().size(), (content.mostValues() + 1) / 2);
        for (PackedLayer layer : content.layers()) {
            widest = Math.max(widest, layer.outputs());
        }
        return (int) widest;
    }

    /**
     * Reads a {@code .bnn} file into memory. What happens to the file afterwards makes no difference. Time and memory are in
     * proportion to its length, whatever it announces.
     *
     * @throws PackedFormatException if it is not a well-formed file of this format
     * @throws IOException if it is no regular file, or cannot be read
     */
    public static PackedNetwork load(Path file) throws IOException {
        return new PackedNetwork(PackedReader.read(Objects.requireNonNull(file, "file")));
    }

    /**
     * Reads a network from a stream, and nothing behind it. The stream is not closed.
     *
     * @throws PackedFormatException if this is not a well-formed network, or ends early
     * @throws IOException if the stream cannot be read
     */
    public static PackedNetwork read(InputStream in) throws IOException {
        return new PackedNetwork(PackedReader.read(Objects.requireNonNull(in, "in")));
    }

    /**
     * Writes a {@code .bnn} file under a temporary name beside it, then moves it into place.
     *
     * @throws IOException if it cannot be written; what was there before is then still there
     */
    public void save(Path file) throws IOException {
        PackedWriter.save(content, Objects.requireNonNull(file, "file"));
    }

    /** Writes the content of a {@code .bnn} file. The stream is flushed, not closed. */
    public void write(OutputStream out) throws IOException {
        PackedWriter.write(content, Objects.requireNonNull(out, "out"));
    }

    /** Returns all that a {@code .bnn} file of this network holds. */
    public PackedContent content() {
        return content;
    }

    /** Returns the kind of input that {@code scores} and {@code predict} take, and its size. */
    public InputEncoding input() {
        return content.input();
    }

    /** Returns the layers, from input to scores; unmodifiable. */
    public List<PackedLayer> layers() {
        return content.layers();
    }

    /** Returns the names of the classes; empty if they have none. */
    public List<String> labels() {
        return content.labels();
    }

    /** Returns what is known of the network beside what it computes, such as its recipe; unmodifiable. */
    public Map<String, String> metadata() {
        return content.metadata();
    }

    /** Returns the same network, of which one thing more is known, such as what it was trained on; the weights are shared. */
    public PackedNetwork withMetadata(String key, String value) {
        return new PackedNetwork(content.withMetadata(key, value), parallelism);
    }

    /** Returns the count of scores. */
    public int outputs() {
        return content.outputs();
    }

    /** Returns the count of classes that {@code predict} tells apart: 2 of a single score with a threshold, else one for each score. */
    public int classes() {
        return content.classes();
    }

    /**
     * Returns the weights of a binary layer, a row for each output.
     *
     * @param layer index in {@link #layers()}
     * @throws IllegalArgumentException if this layer has no binary weights
     * @throws IndexOutOfBoundsException if there is no such layer
     */
    public BitMatrix binaryWeights(int layer) {
        if (layers().get(layer) instanceof BinaryWeights binary) {
            return binary.weights();
        }
        throw new IllegalArgumentException(
                "Layer " + layer + ", " + layers().get(layer).getClass().getSimpleName() + ", has no binary weights");
    }

    /**
     * Returns the same network, which uses up to {@code threads} threads: the caller's and those of the JVM's common pool.
     * They share a batch or, if it has fewer than 16 examples, the work of those layers that take more than some ten
     * microseconds. For that a helper keeps its processor for 50 microseconds after a call, in case that another one follows.
     * The weights are shared.
     *
     * @param threads at least 1
     */
    public PackedNetwork parallel(int threads) {
        return parallel(ForkJoinPool.commonPool(), threads);
    }

    /**
     * Returns the same as {@link #parallel(int)}, with an executor's threads. The caller's thread takes part: an executor that
     * is busy or rejects the work makes calls slower, but does not block them.
     *
     * @param threads the caller's included; at least 1
     * @throws IllegalArgumentException if they are fewer
     */
    public PackedNetwork parallel(Executor executor, int threads) {
        return new PackedNetwork(content, new Parallelism(Objects.requireNonNull(executor, "executor"), threads));
    }

    /**
     * @param example of {@code input().size()} bytes
     * @return the class, from 0
     * @throws IllegalArgumentException if the length is wrong, or a value is not one that the network takes
     * @throws IllegalStateException if the network has a single score, of which none can be the highest, and no threshold
     */
    public int predict(byte[] example) {
        Objects.requireNonNull(example, "example");
        int[] result = new int[1];
        predict(example, 1, result);
        return result[0];
    }

    /** Predicts as {@link #predict(byte[])} does. */
    public int predict(float[] example) {
        Objects.requireNonNull(example, "example");
        int[] result = new int[1];
        predict(example, 1, result);
        return result[0];
    }

    /**
     * @param batch {@code examples * input().size()} bytes
     * @param examples at least 0
     * @param classes receives the class of each example
     * @throws IllegalArgumentException if a length is wrong, or a value is not one that the network takes
     * @throws IllegalStateException if the network has a single score, of which none can be the highest, and no threshold
     */
    public void predict(byte[] batch, int examples, int[] classes) {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(classes, "classes");
        requireClasses();
        checkLengths(batch.length, examples, classes.length, 1);
        run(examples, (from, rows, crew) -> classify(forward(encoded(batch, from, rows), crew), classes, from));
    }

    /** Predicts as {@link #predict(byte[], int, int[])} does. */
    public void predict(float[] batch, int examples, int[] classes) {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(classes, "classes");
        requireClasses();
        checkLengths(batch.length, examples, classes.length, 1);
        run(examples, (from, rows, crew) -> classify(forward(encoded(batch, from, rows), crew), classes, from));
    }

    /**
     * @param example of {@code input().size()} bytes
     * @return a score for each class
     * @throws IllegalArgumentException if the length is wrong, or a value is not one that the network takes
     */
    public float[] scores(byte[] example) {
        Objects.requireNonNull(example, "example");
        float[] result = new float[outputs()];
        scores(example, 1, result);
        return result;
    }

    /** Computes scores as {@link #scores(byte[])} does. */
    public float[] scores(float[] example) {
        Objects.requireNonNull(example, "example");
        float[] result = new float[outputs()];
        scores(example, 1, result);
        return result;
    }

    /**
     * @param batch {@code examples * input().size()} bytes
     * @param examples at least 0
     * @param scores receives {@code examples * outputs()} scores, those of an example together
     * @throws IllegalArgumentException if a length is wrong, or a value is not one that the network takes
     */
    public void scores(byte[] batch, int examples, float[] scores) {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(scores, "scores");
        checkLengths(batch.length, examples, scores.length, outputs());
        run(examples, (from, rows, crew) -> score(forward(encoded(batch, from, rows), crew), scores, from));
    }

    /** Computes scores as {@link #scores(byte[], int, float[])} does. */
    public void scores(float[] batch, int examples, float[] scores) {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(scores, "scores");
        checkLengths(batch.length, examples, scores.length, outputs());
        run(examples, (from, rows, crew) -> score(forward(encoded(batch, from, rows), crew), scores, from));
    }

    private void requireClasses() {
        if (outputs() == 1 && content.threshold().isEmpty()) {
            throw new IllegalStateException(
                    "The network has a single score and no threshold, but predict tells which of several scores "
                            + "is the highest: call scores, and compare the score with a threshold of your own");
        }
    }

    private void checkLengths(int batch, int examples, int results, int resultsPerExample) {
        if (examples < 0 || batch != (long) examples * input().size()) {
            throw new IllegalArgumentException(examples + " examples of " + input().size() + " values ("
                    + input().shape() + ") need " + (long) examples * input().size() + " values, got " + batch);
        }
        if (results < (long) examples * resultsPerExample) {
            throw new IllegalArgumentException("The results need room for " + (long) examples * resultsPerExample
                    + " numbers, the array has " + results);
        }
    }

    private Activations encoded(byte[] batch, int from, int rows) {
        return input().encode(batch, from * input().size(), rows);
    }

    private Activations encoded(float[] batch, int from, int rows) {
        return input().encode(batch, from * input().size(), rows);
    }

    /** This is done with some examples. */
    private interface Chunk {
        void run(int from, int rows, Crew crew);
    }

    /** Splits the batch, or the layers if it is too small for that. */
    private void run(int examples, Chunk chunk) {
        if (parallelism.threads() > 1 && examples > 0 && examples < Math.min(2 * SMALLEST_CHUNK, largestChunk + 1)) {
            try (LayerThreads.Call call = layerThreads.begin();
                    Workspaces.Use use = workspaces.begin()) {
                chunk.run(0, examples, call);
            }
            return;
        }
        int share = (examples - 1) / parallelism.threads() + 1;
        parallelism.run(examples, Math.min(largestChunk, Math.max(SMALLEST_CHUNK, share)), (from, rows) -> {
            try (Workspaces.Use use = workspaces.begin()) {
                chunk.run(from, rows, Crew.ALONE);
            }
        });
    }

    private void classify(Activations scores, int[] classes, int from) {
        for (int row = 0; row < scores.rows(); row++) {
            int at = scores.from() + row * scores.width();
            classes[from + row] = content.threshold().isPresent()
                    ? scores.floats()[at] >= content.threshold().getAsDouble() ? 1 : 0
                    : highest(scores.floats(), at, scores.width());
        }
    }

    private static int highest(float[] scores, int from, int count) {
        int best = 0;
        for (int n = 1; n < count; n++) {
            if (scores[from + n] > scores[from + best]) {
                best = n;
            }
        }
        return best;
    }

    private void score(Activations result, float[] scores, int from) {
        System.arraycopy(result.floats(), result.from(), scores, from * outputs(), result.rows() * outputs());
    }

    private Activations forward(Activations x, Crew crew) {
        Activations[] values = new Activations[layers().size() + 1];
        values[0] = x;
        for (int i = 0; i < layers().size(); i++) {
            List<Integer> sources = content.wiring().sources().get(i);
            PackedLayer layer = layers().get(i);
            int mark = Workspace.mark();
            values[i + 1] = sources.size() == 1
                    ? layer.apply(values[sources.get(0)], crew)
                    : layer.apply(sources.stream().map(source -> values[source]).toList());
            Workspace.releaseSince(mark, values[i + 1].array());
            for (int source : sources) {
                if (lastUses[source] == i && values[source] != null) {
                    Workspace.release(values[source].array());
                    values[source] = null;
                }
            }
        }
        return values[layers().size()];
    }

    /** Tells what goes in and comes out, the count of binary weights, and each layer likewise, in one line. */
    @Override
    public String toString() {
        long weights = 0;
        for (PackedLayer layer : layers()) {
            weights += layer instanceof BinaryWeights binary ? binary.weights().size() : 0;
        }
        return "PackedNetwork[" + input().shape() + " " + input().type() + " -> " + outputs() + " scores, " + weights
                + " binary weights, layers=" + layers() + "]";
    }
}
