package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.PackedLayer;
import java.util.List;

/** All types of layers in the file, in families of which only those are loaded that are asked for: a start takes as long as they do. */
final class LayerCodecs {

    private static final int FAMILIES = 5;

    private LayerCodecs() {}

    private static List<LayerCodec<?>> family(int index) {
        return switch (index) {
            case 0 -> DenseCodecs.ALL;
            case 1 -> ConvolutionCodecs.ALL;
            case 2 -> PoolingCodecs.ALL;
            case 3 -> FloatCodecs.ALL;
            case 4 -> CombinationCodecs.ALL;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    /** Returns the one that writes a layer. */
    static LayerCodec<?> of(PackedLayer layer) {
        for (int i = 0; i < FAMILIES; i++) {
            for (LayerCodec<?> codec : family(i)) {
                if (codec.canHold(layer)) {
                    return codec;
                }
            }
        }
        throw new IllegalStateException("No type for " + layer);
    }

    /**
     * Reads what follows the frame of a layer.
     *
     * @param version of the file
     */
    static PackedLayer read(int number, int version, Source in) throws PackedFormatException {
        for (int i = 0; i < FAMILIES; i++) {
            for (LayerCodec<?> codec : family(i)) {
                if (codec.number() == number && codec.since() <= version) {
                    return codec.reading().read(in);
                }
            }
        }
        throw in.wrong("there is no layer type " + number + "; it may need a newer version of this program");
    }
}
