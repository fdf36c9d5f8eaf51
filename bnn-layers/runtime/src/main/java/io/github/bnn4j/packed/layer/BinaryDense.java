package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.workspace.Workspace;
import io.github.bnn4j.packed.xnor.TransposedWeights;
import io.github.bnn4j.packed.xnor.XnorKernels;
import io.github.bnn4j.packed.xnor.XnorMatrix;
import java.util.Objects;

/**
 * A fully connected layer with binary weights, on signs or on bytes, in integers and exact up to its {@link OutputStage}.
 *
 * <p>Bytes go through the same XNOR kernel as signs do: as eight rows of bits, one for each binary digit (Courbariaux et al.
 * 2016, section 3.3, equation 6).
 */
public final class BinaryDense implements PackedLayer, BinaryWeights {

    private static final int BITS_OF_BYTE = 8;

    /** Rows of bits that go through the XNOR kernel at once: enough to use weights often while they are in the cache. */
    private static final int KERNEL_ROWS = 64;

    private final ValueType inputType;
    private final XnorMatrix matrix;
    private final MismatchSums sums;
    private final OutputStage stage;
    private final DenseStage loop;

    /**
     * @param inputType {@link ValueType#SIGNS} or {@link ValueType#BYTES}
     * @param weights a row for each output
     * @param stage as many outputs as the weights have rows; no limit above the greatest possible count of mismatches
     * @throws IllegalArgumentException if these do not fit together
     */
    public BinaryDense(ValueType inputType, BitMatrix weights, OutputStage stage) {
        Objects.requireNonNull(inputType, "inputType");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(stage, "stage");
        if (inputType == ValueType.FLOATS) {
            throw new IllegalArgumentException(
                    "BinaryDense takes signs or bytes; for floats there is BinaryDenseOnFloats");
        }
        if (stage.classes() != 1) {
            throw new IllegalArgumentException(
                    "A fully connected layer has no border classes, the stage after it " + stage.classes());
        }
        if (stage.outputs() != weights.rows()) {
            throw new IllegalArgumentException(
                    "The weights have " + weights.rows() + " outputs, the stage after it " + stage.outputs());
        }
        this.inputType = inputType;
        this.sums = MismatchSums.of(inputType, weights);
        if (stage instanceof Thresholds thresholds) {
            sums.checkLimits(thresholds.limits());
        }
        this.matrix = XnorKernels.arrange(weights);
        this.stage = stage;
        this.loop = DenseStage.of(stage);
    }

    /** Returns what is made of the counts of mismatches: signs or scores. */
    public OutputStage stage() {
        return stage;
    }

    /** Returns what turns counts of mismatches into sums of products. */
    public MismatchSums sums() {
        return sums;
    }

    @Override
    public BitMatrix weights() {
        return matrix.weights();
    }

    @Override
    public ValueType inputType() {
        return inputType;
    }

    @Override
    public ValueType outputType() {
        return stage.type();
    }

    @Override
    public int inputs() {
        return matrix.inputs();
    }

    @Override
    public int outputs() {
        return matrix.outputs();
    }

    @Override
    public Activations apply(Activations x) {
        return apply(x, Crew.ALONE);
    }

    @Override
    public Activations apply(Activations x, Crew crew) {
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(crew, "crew");
        Activations out = loop.newOutput(x.rows());
        int perExample = inputType == ValueType.BYTES ? BITS_OF_BYTE : 1;
        int atOnce = Math.min(x.rows(), KERNEL_ROWS / perExample);
        int[][] counts = Workspace.ints(atOnce * perExample, TransposedWeights.lengthFor(outputs()));
        int words = BitMatrix.wordsFor(outputs());
        int parts = Math.min(words, crew.parts((long) atOnce * perExample * inputs() * outputs()));
        for (int row = 0; row < x.rows(); row += atOnce) {
            int mark = Workspace.mark();
            int rows = Math.min(atOnce, x.rows() - row);
            long[] signs = signs(x, row, rows);
            int first = row;
            crew.run(parts, part -> {
                // Whole words of what comes out.
                int from = (int) ((long) words * part / parts) << 6;
                int to = Math.min(outputs(), (int) ((long) words * (part + 1) / parts) << 6);
                matrix.mismatches(signs, rows * perExample, counts, from, to);
                for (int i = 0; i < rows; i++) {
                    if (perExample > 1) {
                        weigh(counts, i * perExample, from, to);
                    }
                    loop.apply(counts[i * perExample], sums, out, first + i, from, to);
                }
            });
            Workspace.releaseSince(mark, null);
        }
        return out;
    }

    private long[] signs(Activations x, int row, int rows) {
        if (inputType == ValueType.BYTES) {
            return BitPlanes.of(x.bytes(), x.from() + row * inputs(), rows, inputs());
        }
        int words = BitMatrix.wordsFor(inputs());
        if (rows == x.rows()) {
            return x.signs();
        }
        long[] some = Workspace.longs(rows * words);
        System.arraycopy(x.signs(), row * words, some, 0, some.length);
        return some;
    }

    /** Computes {@code counts[first] = sum_p 2^p counts[first + p]}. */
    private static void weigh(int[][] counts, int first, int from, int to) {
        int[] sum = counts[first];
        for (int p = 1; p < BITS_OF_BYTE; p++) {
            int[] plane = counts[first + p];
            for (int n = from; n < to; n++) {
                sum[n] += plane[n] << p;
            }
        }
    }

    @Override
    public String toString() {
        return LayerText.of(this);
    }
}
