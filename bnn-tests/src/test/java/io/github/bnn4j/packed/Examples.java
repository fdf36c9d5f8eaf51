package io.github.bnn4j.packed;

import io.github.bnn4j.packed.layer.ValueType;
import java.util.Arrays;
import java.util.Random;

/** Random examples that a network takes. */
public final class Examples {

    private Examples() {}

    public static byte[] bytes(PackedNetwork network, int examples) {
        byte[] bytes = new byte[examples * network.input().size()];
        var random = new Random(examples);
        random.nextBytes(bytes);
        if (network.input().type() == ValueType.SIGNS) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextBoolean() ? 1 : -1);
            }
        }
        return bytes;
    }

    /** The same examples as {@link #bytes} as real numbers. */
    public static float[] floats(PackedNetwork network, int examples) {
        byte[] bytes = bytes(network, examples);
        float[] floats = new float[bytes.length];
        int size = network.input().size();
        for (int i = 0; i < bytes.length; i++) {
            floats[i] = network.input().type() == ValueType.SIGNS
                    ? bytes[i]
                    : (float) (network.input().scale(i % size) * (bytes[i] & 0xFF)
                            + network.input().offset(i % size));
        }
        return floats;
    }

    public static byte[] one(byte[] batch, int example, int size) {
        return Arrays.copyOfRange(batch, example * size, (example + 1) * size);
    }

    public static float[] one(float[] batch, int example, int size) {
        return Arrays.copyOfRange(batch, example * size, (example + 1) * size);
    }
}
