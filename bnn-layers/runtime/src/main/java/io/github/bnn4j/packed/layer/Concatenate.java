package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.workspace.Workspace;
import java.util.List;
import java.util.Objects;

/**
 * Several layers side by side: the features of a pixel from one source after the other. A vector is one pixel, and its values
 * are the features.
 */
public final class Concatenate implements Combination {

    private final ValueType type;
    private final int pixels;
    private final int[] features;
    private final int outputs;

    /**
     * @param type of the values, which stay as they are
     * @param pixels of each source; 1 for vectors
     * @param features of a pixel, for each source; two or more; copied
     * @throws IllegalArgumentException if there are fewer sources than 2, a number is less than 1 or an example has 2^28
     *     values or more
     */
    public Concatenate(ValueType type, int pixels, int... features) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(features, "features");
        if (features.length < 2) {
            throw new IllegalArgumentException("Concatenate needs at least 2 sources, got " + features.length);
        }
        long all = 0;
        for (int count : features) {
            Pixels.values(count, pixels);
            all += count;
        }
        this.type = type;
        this.pixels = pixels;
        this.features = features.clone();
        this.outputs = Pixels.values((int) Math.min(all, Integer.MAX_VALUE), pixels);
    }

    /** Returns how many pixels each source has. */
    public int pixels() {
        return pixels;
    }

    /** Features of a pixel, for each source; a copy. */
    public int[] features() {
        return features.clone();
    }

    @Override
    public int sources() {
        return features.length;
    }

    @Override
    public ValueType inputType() {
        return type;
    }

    @Override
    public ValueType outputType() {
        return type;
    }

    @Override
    public int inputs() {
        return inputs(0);
    }

    @Override
    public int inputs(int source) {
        return features[source] * pixels;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public Activations combine(List<Activations> x) {
        Objects.requireNonNull(x, "x");
        int rows = x.get(0).rows();
        return switch (type) {
            case BYTES -> {
                byte[] out = Workspace.bytes(rows * outputs);
                forEachPixel(
                        rows,
                        (source, row, at, to, count) -> System.arraycopy(
                                x.get(source).bytes(),
                                x.get(source).from() + row * inputs(source) + at,
                                out,
                                row * outputs + to,
                                count));
                yield Activations.ofBytes(rows, outputs, out, 0);
            }
            case FLOATS -> {
                float[] out = Workspace.floats(rows * outputs);
                forEachPixel(
                        rows,
                        (source, row, at, to, count) -> System.arraycopy(
                                x.get(source).floats(),
                                x.get(source).from() + row * inputs(source) + at,
                                out,
                                row * outputs + to,
                                count));
                yield Activations.ofFloats(rows, outputs, out, 0);
            }
            case SIGNS -> {
                long[] words = Workspace.zeroLongs(rows * BitMatrix.wordsFor(outputs));
                Activations out = Activations.ofSigns(rows, outputs, words);
                forEachPixel(
                        rows,
                        (source, row, at, to, count) -> BitRuns.copy(
                                x.get(source).signs(),
                                ChannelPlanes.firstBit(x.get(source), row) + at,
                                words,
                                ChannelPlanes.firstBit(out, row) + to,
                                count));
                yield out;
            }
        };
    }

    /** Takes values of an example, from an index in the source's on, to one in the result's. */
    private interface Move {
        void run(int source, int row, int at, int to, int count);
    }

    private void forEachPixel(int rows, Move move) {
        for (int row = 0; row < rows; row++) {
            int to = 0;
            for (int p = 0; p < pixels; p++) {
                for (int source = 0; source < features.length; source++) {
                    move.run(source, row, p * features[source], to, features[source]);
                    to += features[source];
                }
            }
        }
    }

    @Override
    public String toString() {
        return LayerText.of(this, features.length + " sources");
    }
}
