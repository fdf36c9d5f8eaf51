package io.github.bnn4j.packed.format;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.OnImages;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Tells which values each layer takes. Value 0 is the example, value i what layer i - 1 gives.
 *
 * @param sources for each layer, the numbers of the values that it takes, in order
 */
public record Wiring(List<List<Integer>> sources) {

    /** A layer takes at most so many, as the file can count them. */
    private static final int MOST_SOURCES = 0xFFFF;

    /** It stands in the place of the last use of a value that is not there any more. */
    private static final int DROPPED = -1;

    /** Values of an example that are there at the same time, at most: 4 GB if they are floats. */
    private static final long MOST_VALUES = 1 << 30;

    /**
     * @throws IllegalArgumentException if a layer takes a value that does not come before it, or more than 65,535 of them, or a
     *     value is taken by none
     */
    public Wiring {
        sources = Objects.requireNonNull(sources, "sources").stream()
                .map(List::copyOf)
                .toList();
        boolean[] used = new boolean[sources.size()];
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).size() > MOST_SOURCES) {
                throw new IllegalArgumentException(
                        "Layer " + i + " takes " + sources.get(i).size() + " values, more than " + MOST_SOURCES);
            }
            for (int source : sources.get(i)) {
                if (source < 0 || source > i) {
                    throw new IllegalArgumentException("Layer " + i + " takes value " + source
                            + "; before it are the values 0, the example, to " + i);
                }
                used[source] = true;
            }
        }
        for (int value = 0; value < used.length; value++) {
            if (!used[value]) {
                throw new IllegalArgumentException(
                        value == 0
                                ? "No layer takes the example, value 0"
                                : "No layer takes what layer " + (value - 1) + " gives, value " + value);
            }
        }
    }

    /** Makes a chain: each layer takes what the one before gives. */
    public static Wiring chain(int layers) {
        return new Wiring(IntStream.range(0, layers).mapToObj(List::of).toList());
    }

    /** Returns whether each layer takes what the one before gives, and nothing else. */
    public boolean isChain() {
        return IntStream.range(0, sources.size()).allMatch(i -> sources.get(i).equals(List.of(i)));
    }

    /** Returns for each value the last layer that takes it: after it, the value is not needed any more. */
    public int[] lastUses() {
        int[] last = new int[sources.size() + 1];
        last[sources.size()] = sources.size();
        for (int i = 0; i < sources.size(); i++) {
            for (int source : sources.get(i)) {
                last[source] = i;
            }
        }
        return last;
    }

    /** Returns how many values of one example are there at the same time, at most. */
    long mostValues(InputEncoding input, List<PackedLayer> layers) {
        return most(layers, i -> i == 0 ? input.size() : layers.get(i - 1).outputs());
    }

    /** Returns how many bytes the values of one example take at the same time, at most. */
    long mostBytes(InputEncoding input, List<PackedLayer> layers) {
        return most(
                layers,
                i -> i == 0
                        ? bytes(input.type(), input.size())
                        : bytes(
                                layers.get(i - 1).outputType(),
                                layers.get(i - 1).outputs()));
    }

    private interface Size {
        long of(int value);
    }

    private long most(List<PackedLayer> layers, Size size) {
        int[] last = lastUses();
        long now = size.of(0);
        long most = now;
        for (int i = 0; i < layers.size(); i++) {
            now += size.of(i + 1);
            most = Math.max(most, now);
            for (int source : sources.get(i)) {
                if (last[source] == i) {
                    now -= size.of(source);
                    last[source] = DROPPED; // A layer may take a value twice.
                }
            }
        }
        return most;
    }

    private static long bytes(ValueType type, int width) {
        return switch (type) {
            case BYTES -> width;
            case FLOATS -> (long) Float.BYTES * width;
            case SIGNS -> (long) Long.BYTES * BitMatrix.wordsFor(width);
        };
    }

    /**
     * @throws IllegalArgumentException if a layer does not take the values that it gets
     */
    void check(InputEncoding input, List<PackedLayer> layers) {
        if (sources.size() != layers.size()) {
            throw new IllegalArgumentException(
                    "There are " + layers.size() + " layers, but sources for " + sources.size());
        }
        for (int i = 0; i < layers.size(); i++) {
            PackedLayer layer = layers.get(i);
            if (layer.sources() != sources.get(i).size()) {
                throw new IllegalArgumentException("Layer " + i + " takes " + layer.sources() + " values, but gets "
                        + sources.get(i).size());
            }
            for (int k = 0; k < layer.sources(); k++) {
                check(i, k, input, layers);
            }
        }
        if (mostValues(input, layers) > MOST_VALUES) {
            throw new IllegalArgumentException("One example needs " + mostValues(input, layers)
                    + " values at the same time, more than " + MOST_VALUES);
        }
    }

    private void check(int index, int k, InputEncoding input, List<PackedLayer> layers) {
        PackedLayer layer = layers.get(index);
        int value = sources.get(index).get(k);
        PackedLayer source = value == 0 ? null : layers.get(value - 1);
        ValueType type = source == null ? input.type() : source.outputType();
        int width = source == null ? input.size() : source.outputs();
        if (layer.inputType() != type || layer.inputs(k) != width) {
            throw new IllegalArgumentException("Layer " + index + " takes " + layer.inputs(k) + " " + layer.inputType()
                    + ", but gets " + width + " " + type);
        }
        ImageShape image = source == null ? image(input) : image(source);
        if (image != null
                && layer instanceof OnImages onImages
                && !onImages.inputImage().equals(image)) {
            throw new IllegalArgumentException(
                    "Layer " + index + " takes images of " + onImages.inputImage() + ", but gets images of " + image);
        }
    }

    /** Returns the size of the image that a layer gives; null if it does not know. */
    private static ImageShape image(PackedLayer layer) {
        return layer instanceof OnImages onImages ? onImages.outputImage() : null;
    }

    /** Returns the size of the image that an example is; null if it is a vector. */
    private static ImageShape image(InputEncoding input) {
        return input.channels() == 1 && input.height() == 1 ? null : input.image();
    }
}
