package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.size.ArraySize;
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
                byte[] out = new byte[length];
                for (int i = 0; i < length; i++) {
                    out[i / size * size + target(i % size)] = x.bytes()[x.from() + i];
                }
                yield Activations.ofBytes(x.rows(), size, out, 0);
            }
            case FLOATS -> {
                float[] out = new float[length];
                for (int i = 0; i < length; i++) {
                    out[i / size * size + target(i % size)] = x.floats()[x.from() + i];
                }
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

    private int target(int i) {
        int pixels = inputImage.pixels();
        return i % pixels * inputImage.channels() + i / pixels;
    }
}
