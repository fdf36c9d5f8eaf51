package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.PackedLayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The bytes of one layer.
 *
 * @param number of its type
 * @param payload what follows the frame
 */
record LayerFrame(int number, byte[] payload) {

    static LayerFrame of(PackedLayer layer) throws IOException {
        LayerCodec<?> codec = LayerCodecs.of(layer);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        codec.write(layer, new LittleEndian(payload));
        return new LayerFrame(codec.number(), payload.toByteArray());
    }

    /**
     * Reads a payload.
     *
     * @param version of the file
     * @param index of the layer, for messages
     */
    static PackedLayer read(int number, int version, int length, int index, Source in) throws PackedFormatException {
        String name = "layer " + index;
        Source payload = new Source(in.part(length, name), name);
        PackedLayer layer = LayerCodecs.read(number, version, payload);
        payload.end();
        return layer;
    }
}
