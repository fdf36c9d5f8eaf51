package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.PackedLayer;

/**
 * All types of layers in the file, numbered from 1 on. A codec is made when it is asked for: those that a network does not need would
 * only lengthen the start of a JVM.
 */
final class LayerCodecs {

    private LayerCodecs() {}

    /** Returns null if there is none. */
    private static LayerCodec<?> numbered(int number) {
        return switch (number) {
            case 1, 2, 3 -> DenseCodecs.numbered(number);
            case 4, 5, 6, 7, 8, 21, 22, 23 -> FloatCodecs.numbered(number);
            case 9, 10, 11, 17, 18 -> ConvolutionCodecs.numbered(number);
            case 12, 13, 19, 20 -> PoolingCodecs.numbered(number);
            case 14, 15, 16 -> CombinationCodecs.numbered(number);
            default -> null;
        };
    }

    /** Returns the one that writes a layer. */
    static LayerCodec<?> of(PackedLayer layer) {
        LayerCodec<?> codec;
        for (int number = 1; (codec = numbered(number)) != null; number++) {
            if (codec.canHold(layer)) {
                return codec;
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
        LayerCodec<?> codec = numbered(number);
        if (codec == null || codec.since() > version) {
            throw in.wrong("there is no layer type " + number + "; it may need a newer version of this program");
        }
        return codec.reading().read(in);
    }
}
