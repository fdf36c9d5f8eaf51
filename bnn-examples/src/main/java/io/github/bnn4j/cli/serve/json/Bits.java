package io.github.bnn4j.cli.serve.json;

import io.github.bnn4j.packed.layer.Activations;
import java.util.Base64;

/** Signs as text: a bit each, 1 for +1, bit i in the byte i / 8, the lowest bit first; the bytes in Base64. */
final class Bits {

    private Bits() {}

    /** Writes the signs of one example. */
    static String of(Activations signs) {
        byte[] bytes = new byte[(signs.width() + 7) / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (signs.signs()[i >>> 3] >>> (i << 3));
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Writes +1 and -1. */
    static String of(int[] signs) {
        byte[] bytes = new byte[(signs.length + 7) / 8];
        for (int i = 0; i < signs.length; i++) {
            if (signs[i] > 0) {
                bytes[i >>> 3] |= (byte) (1 << (i & 7));
            }
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Returns how many are +1. */
    static int positive(Activations signs) {
        int count = 0;
        for (long word : signs.signs()) {
            count += Long.bitCount(word);
        }
        return count;
    }
}
