package io.github.bnn4j.cli.serve.network;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.Activations;

/**
 * An example as a client gave it: bytes or real numbers, of which one is there.
 *
 * @param bytes or null
 * @param floats or null
 */
public record Example(byte[] bytes, float[] floats) {

    /** Returns how many values it has. */
    public int size() {
        return bytes != null ? bytes.length : floats.length;
    }

    /**
     * @throws IllegalArgumentException if the network does not take it
     */
    public float[] scores(PackedNetwork network) {
        return bytes != null ? network.scores(bytes) : network.scores(floats);
    }

    /**
     * @throws IllegalArgumentException if the network does not take it
     */
    Activations encoded(PackedNetwork network) {
        return bytes != null
                ? network.input().encode(bytes, 0, 1)
                : network.input().encode(floats, 0, 1);
    }
}
