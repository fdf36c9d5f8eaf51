package io.github.bnn4j.packed.format;

import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Holds what a file holds. A chain of layers is made by the short constructor, anything else by a {@link Builder}.
 *
 * @param input what the example is
 * @param layers at least one; the last one gives floats, the scores
 * @param wiring which values each of them takes
 * @param labels a name for each output, or none; of a single output with a threshold, a name for each of two classes
 * @param threshold of a single output: class 1 from this score on, class 0 below; none if {@code predict} is not for this network
 * @param metadata what else is known of the network, by keys such as {@value #LIBRARY} and {@value #DATA}; unmodifiable, in order
 */
public record PackedContent(
        InputEncoding input,
        List<PackedLayer> layers,
        Wiring wiring,
        List<String> labels,
        OptionalDouble threshold,
        Map<String, String> metadata) {

    /** Key of the name and version of the library that wrote the network. */
    public static final String LIBRARY = "library";

    /** Key of the digest of the data that the network was trained on. */
    public static final String DATA = "data";

    /** Key of the settings that the network was trained with. */
    public static final String RECIPE = "recipe";

    /** Key of what was done with the data first. */
    public static final String NORMALIZER = "normalizer";

    private static final int MAX_LABEL_BYTES = 0xFFFF;
    private static final int MAX_VALUE_BYTES = 1 << 20;

    /**
     * @throws IllegalArgumentException if these do not fit together, or a text has no UTF-8 or one that is too long: of a label
     *     or a key 65,535 bytes, of what belongs to a key 1 MB
     */
    public PackedContent {
        Objects.requireNonNull(input, "input");
        layers = List.copyOf(Objects.requireNonNull(layers, "layers"));
        Objects.requireNonNull(wiring, "wiring");
        labels = List.copyOf(Objects.requireNonNull(labels, "labels"));
        Objects.requireNonNull(threshold, "threshold");
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(metadata, "metadata")));
        wiring.check(input, layers);
        if (layers.isEmpty() || layers.get(layers.size() - 1).outputType() != ValueType.FLOATS) {
            throw new IllegalArgumentException("A network needs a last layer that gives floats, its scores");
        }
        checkOutputs(layers.get(layers.size() - 1).outputs(), labels, threshold);
        labels.forEach(label -> PackedText.check("A label", label, MAX_LABEL_BYTES));
        metadata.forEach((key, value) -> {
            PackedText.check("A key", key, MAX_LABEL_BYTES);
            PackedText.check("The value of the key " + key, value, MAX_VALUE_BYTES);
        });
    }

    /** Makes a chain: each layer takes what the one before gives. */
    public PackedContent(InputEncoding input, List<PackedLayer> layers, List<String> labels) {
        this(
                input,
                layers,
                Wiring.chain(Objects.requireNonNull(layers, "layers").size()),
                labels,
                OptionalDouble.empty(),
                Map.of());
    }

    private static void checkOutputs(int outputs, List<String> labels, OptionalDouble threshold) {
        if (threshold.isPresent() && (outputs != 1 || !Double.isFinite(threshold.getAsDouble()))) {
            throw new IllegalArgumentException(
                    "A finite threshold is for a single output, got " + threshold.getAsDouble() + " for " + outputs);
        }
        int classes = threshold.isPresent() ? 2 : outputs;
        if (!labels.isEmpty() && labels.size() != classes) {
            throw new IllegalArgumentException("The network has " + outputs + " outputs"
                    + (threshold.isPresent() ? " and a threshold, for 2 classes" : "") + ", but there are "
                    + labels.size() + " labels");
        }
    }

    /** Begins a network whose layers take what several others give. */
    public static Builder builder(InputEncoding input) {
        return new Builder(input);
    }

    /** Returns the count of scores. */
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    /** Returns the count of classes that {@code predict} tells apart: 2 with a threshold, else one for each score. */
    public int classes() {
        return threshold.isPresent() ? 2 : outputs();
    }

    /**
     * Returns this network with one thing more that is known of it, in the place of what was known by this key.
     *
     * @throws IllegalArgumentException if one of them is no text, or too long
     */
    public PackedContent withMetadata(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(metadata);
        more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
        return new PackedContent(input, layers, wiring, labels, threshold, more);
    }

    /** Returns how many values of one example there are at the same time, at most. */
    public long mostValues() {
        return wiring.mostValues(input, layers);
    }

    /** Returns how many bytes the values of one example take at the same time, at most. */
    public long mostBytes() {
        return wiring.mostBytes(input, layers);
    }

    /** Puts a network together, layer by layer. */
    public static final class Builder {

        private final InputEncoding input;
        private final List<PackedLayer> layers = new ArrayList<>();
        private final List<List<Integer>> sources = new ArrayList<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private List<String> labels = List.of();
        private OptionalDouble threshold = OptionalDouble.empty();

        private Builder(InputEncoding input) {
            this.input = Objects.requireNonNull(input, "input");
        }

        /**
         * Adds a layer.
         *
         * @param values numbers of those that it takes, in order: 0 is the example, others are what this method returned
         * @return the number of the value that it gives
         */
        public int add(PackedLayer layer, Integer... values) {
            layers.add(Objects.requireNonNull(layer, "layer"));
            sources.add(List.of(Objects.requireNonNull(values, "values")));
            return layers.size();
        }

        /** Names the classes. */
        public Builder labels(List<String> names) {
            labels = List.copyOf(Objects.requireNonNull(names, "names"));
            return this;
        }

        /** Gives the only output a threshold: class 1 from this score on. */
        public Builder threshold(double score) {
            threshold = OptionalDouble.of(score);
            return this;
        }

        /** Adds what is known of the network. */
        public Builder metadata(String key, String value) {
            metadata.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Returns the network.
         *
         * @throws IllegalArgumentException if the layers do not fit together
         */
        public PackedContent build() {
            return new PackedContent(input, layers, new Wiring(sources), labels, threshold, metadata);
        }
    }
}
