package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.PackedLayer;
import java.util.List;
import java.util.stream.Stream;

/** All types of layers in the file. */
final class LayerCodecs {

    private static final List<LayerCodec<?>> ALL = Stream.of(
                    DenseCodecs.ALL, FloatCodecs.ALL, ConvolutionCodecs.ALL, PoolingCodecs.ALL, CombinationCodecs.ALL)
            .<LayerCodec<?>>flatMap(List::stream)
            .toList();

    private LayerCodecs() {}

    /** Returns the one that writes a layer. */
    static LayerCodec<?> of(PackedLayer layer) {
        for (LayerCodec<?> codec : ALL) {
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
        for (LayerCodec<?> codec : ALL) {
            if (codec.number() == number && codec.since() <= version) {
                return codec.reading().read(in);
            }
        }
        throw in.wrong("there is no layer type " + number + "; it may need a newer version of this program");
    }
}
