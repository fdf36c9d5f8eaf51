package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.workspace.Workspace;
import io.github.bnn4j.packed.xnor.TransposedWeights;
import java.util.Arrays;
import java.util.Objects;

/**
 * A convolution with binary weights, on signs or on bytes, in integers and exact up to its {@link OutputStage}.
 *
 * <p>Taps on padding hold the byte 0 or, of signs, all -1 or all +1. Another padding, such as the number 0 between -1 and +1,
 * differs from that by the sum of the weights on padding, which is the same for all pixels of a {@link Window#classes()
 * border class}, and part of the stage's limits and offsets.
 */
public final class BinaryConvolution implements BinaryWeights, OnImages {

    private final ValueType inputType;
    private final ImageShape input;
    private final ImageShape output;
    private final Window window;
    private final boolean positivePadding;
    private final BitMatrix weights;
    private final PatchWeights patchWeights;
    private final MismatchSums sums;
    private final OutputStage stage;
    private final ChannelStage loop;

    /** It tells where classes of rows and columns begin; it is null if pixels are treated alike. */
    private final int[] rowStarts;

    private final int[] columnStarts;

    /** Null if the first tile is less. */
    private final Borders ofWholeImage;

    /**
     * @param inputType {@link ValueType#SIGNS} or {@link ValueType#BYTES}
     * @param channels of the input
     * @param positivePadding whether signs on padding are +1; else -1. Bytes on padding are 0 always
     * @param weights a row for each channel of the output: tap after tap, as {@link Window} has them, the channels of a tap
     *     together
     * @param stage as many channels as the weights have rows; one class, or as many as the window has; no limit above the
     *     greatest possible count of mismatches
     * @throws IllegalArgumentException if these do not fit together
     */
    public BinaryConvolution(
            ValueType inputType,
            int channels,
            Window window,
            boolean positivePadding,
            BitMatrix weights,
            OutputStage stage) {
        Objects.requireNonNull(inputType, "inputType");
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(stage, "stage");
        if (inputType == ValueType.FLOATS) {
            throw new IllegalArgumentException(
                    "BinaryConvolution takes signs or bytes; for floats there is BinaryConvolutionOnFloats");
        }
        if (inputType == ValueType.BYTES && positivePadding) {
            throw new IllegalArgumentException("Bytes on padding are 0: there is no positive padding for them");
        }
        this.inputType = inputType;
        this.input = window.input(channels);
        this.output = window.output(weights.rows());
        checkSizes(inputType, channels, window, weights, stage);
        this.window = window;
        this.positivePadding = positivePadding;
        this.weights = weights;
        this.sums = MismatchSums.of(inputType, weights);
        this.stage = stage;
        this.loop = ChannelStage.of(stage);
        if (stage instanceof Thresholds thresholds) {
            sums.checkLimits(thresholds.limits());
        }
        this.rowStarts = stage.classes() == 1 ? null : window.rows().classStarts();
        this.columnStarts = stage.classes() == 1 ? null : window.columns().classStarts();
        Tile first = firstTile(1, 1);
        this.ofWholeImage = first.isWholeImage() ? borders(first) : null;
        this.patchWeights = inputType == ValueType.BYTES
                ? new BytePatchWeights(weights)
                : new SignPatchWeights(weights, window.taps());
    }

    private static void checkSizes(ValueType type, int channels, Window window, BitMatrix weights, OutputStage stage) {
        window.checkWeights(type, channels, weights);
        if (stage.outputs() != weights.rows()) {
            throw new IllegalArgumentException(
                    "The weights have " + weights.rows() + " outputs, the stage after it " + stage.outputs());
        }
        if (stage.classes() != 1 && !window.hasClasses(stage.classes())) {
            throw new IllegalArgumentException("The window has " + window.classes()
                    + " border classes, the stage after it needs as many or 1, but has " + stage.classes());
        }
    }

    /** Returns how the window slides over the image. */
    public Window window() {
        return window;
    }

    /** Returns whether signs on padding are +1. */
    public boolean positivePadding() {
        return positivePadding;
    }

    /** Returns what is made of the counts of mismatches: signs or scores. */
    public OutputStage stage() {
        return stage;
    }

    /** Returns what turns counts of mismatches into sums of products. */
    public MismatchSums sums() {
        return sums;
    }

    /** Returns the weights, a row for each channel of the output: tap after tap, the channels of a tap together. */
    @Override
    public BitMatrix weights() {
        return weights;
    }

    @Override
    public ImageShape inputImage() {
        return input;
    }

    @Override
    public ImageShape outputImage() {
        return output;
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
    public Activations apply(Activations x) {
        return apply(x, Crew.ALONE);
    }

    @Override
    public Activations apply(Activations x, Crew crew) {
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(crew, "crew");
        Activations out = stage.type() == ValueType.SIGNS
                ? Activations.ofSigns(x.rows(), outputs(), Activations.words(x.rows(), outputs()))
                : Activations.ofFloats(x.rows(), outputs(), Activations.floats(x.rows(), outputs()), 0);
        int perProduct = inputType == ValueType.BYTES ? Byte.SIZE : 1;
        int wanted = crew.parts((long) x.rows() * outputs() * weights.columns() * perProduct);
        int parts = stage.type() == ValueType.FLOATS || tilesAreApart(wanted) ? wanted : 1;
        crew.run(parts, part -> apply(x, out, part, parts));
        return out;
    }

    /** Signs of two tiles must not share a word, which two threads would overwrite. */
    private boolean tilesAreApart(int parts) {
        Tile first = firstTile(1, parts);
        return first.columns == output.width() && (long) first.columns * output.channels() % Long.SIZE == 0;
    }

    private Tile firstTile(int images, int parts) {
        long pixels = (long) images * output.height() * output.width();
        int words = window.taps() * ChannelPlanes.count(inputType, input.channels());
        return Tile.first(window, images, words, (pixels + parts - 1) / parts);
    }

    /** Computes the tiles that are a thread's. */
    private void apply(Activations x, Activations out, int part, int parts) {
        Tile tile = firstTile(x.rows(), parts);
        Patches patches = new Patches(tile, input.channels(), padding());
        int[][] mismatches = Workspace.ints(
                Math.min(PatchWeights.GROUP, output.channels()), TransposedWeights.lengthFor(tile.pixels()));
        for (int i = 0; tile != null; tile = tile.next(x.rows()), i++) {
            if (i % parts != part) {
                continue;
            }
            int mark = Workspace.mark();
            patches.fill(tile, x);
            Borders borders = tile.isWholeImage() ? ofWholeImage : borders(tile);
            PatchWeights.Counter counter = patchWeights.over(patches.words(), tile.pixels());
            for (int group = 0; group < PatchWeights.groups(output.channels()); group++) {
                counter.mismatches(group, mismatches);
                loop.apply(mismatches, group, sums, tile, borders, out);
            }
            Workspace.releaseSince(mark, null);
        }
    }

    private Borders borders(Tile tile) {
        return rowStarts == null ? Borders.none() : Borders.of(tile, rowStarts, columnStarts);
    }

    private int[] padding() {
        int[] padding = new int[ChannelPlanes.count(inputType, input.channels())];
        if (positivePadding) {
            Arrays.setAll(padding, i -> -1 >>> -ChannelPlanes.channelsOf(i, input.channels()));
        }
        return padding;
    }

    @Override
    public String toString() {
        return LayerText.of(this, LayerText.of(window) + " window");
    }
}
