package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.size.ArraySize;
import io.github.bnn4j.packed.workspace.Workspace;
import java.util.Objects;

/**
 * Images as examples are given, channel after channel, into the order that layers take them in, channels last.
 *
 * @param inputType of the values, which stay as they are
 * @param inputImage its size
 */
public record ChannelsLast(ValueType inputType, ImageShape inputImage) implements OnImages {

    /** Checks that both are there. */
    public ChannelsLast {
        Objects.requireNonNull(inputType, "inputType");
        Objects.requireNonNull(inputImage, "inputImage");
    }

    @Override
    public ImageShape outputImage() {
        return inputImage;
    }

    @Override
    public ValueType outputType() {
        return inputType;
    }

    @Override
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        int size = inputs();
        int length = ArraySize.product(x.rows(), size);
        return switch (inputType) {
            case BYTES -> {
                byte[] out = Workspace.bytes(length);
                forEachChannel(x.rows(), (from, to, step) -> {
                    for (int p = 0; p < inputImage.pixels(); p++) {
                        out[to + p * step] = x.bytes()[x.from() + from + p];
                    }
                });
                yield Activations.ofBytes(x.rows(), size, out, 0);
            }
            case FLOATS -> {
                float[] out = Workspace.floats(length);
                forEachChannel(x.rows(), (from, to, step) -> {
                    for (int p = 0; p < inputImage.pixels(); p++) {
                        out[to + p * step] = x.floats()[x.from() + from + p];
                    }
                });
                yield Activations.ofFloats(x.rows(), size, out, 0);
            }
            case SIGNS -> {
                int words = BitMatrix.wordsFor(size);
                long[] out = Activations.words(x.rows(), size);
                for (int i = 0; i < length; i++) {
                    int from = i % size;
                    int to = target(from);
                    int row = i / size * words;
                    out[row + (to >>> 6)] |= (x.signs()[row + (from >>> 6)] >>> from & 1) << to;
                }
                yield Activations.ofSigns(x.rows(), size, out);
            }
        };
    }

    /** Moves the pixels of a channel, which lie side by side, to where they are so many numbers apart. */
    private interface Move {
        void run(int from, int to, int step);
    }

    private void forEachChannel(int rows, Move move) {
        int channels = inputImage.channels();
        for (int i = 0; i < rows * channels; i++) {
            move.run(i * inputImage.pixels(), i / channels * inputs() + i % channels, channels);
        }
    }

    private int target(int i) {
        int pixels = inputImage.pixels();
        return i % pixels * inputImage.channels() + i / pixels;
    }
}
