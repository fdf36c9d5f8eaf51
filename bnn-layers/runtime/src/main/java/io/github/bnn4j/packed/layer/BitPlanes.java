package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.workspace.Workspace;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Unsigned bytes as rows of bits: eight for each example, the lowest binary digit first. */
final class BitPlanes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWEST_BITS = 0x0101010101010101L;

    /** Multiplied with lowest bits of eight bytes, gathers them in the highest byte, in order. */
    private static final long GATHER = 0x0102040810204080L;

    private BitPlanes() {}

    /**
     * @param bytes {@code rows * width} of them from index {@code from} on
     * @return {@code 8 * rows} rows of {@code BitMatrix.wordsFor(width)} words, unused bits 0
     */
    static long[] of(byte[] bytes, int from, int rows, int width) {
        int words = BitMatrix.wordsFor(width);
        long[] planes = Workspace.longs(8 * rows * words);
        byte[] padded = Workspace.bytes(words * Long.SIZE);
        Arrays.fill(padded, width, padded.length, (byte) 0);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(bytes, from + row * width, padded, 0, width);
            for (int i = 0; i < words; i++) {
                addWord(padded, i, planes, 8 * row * words, words);
            }
        }
        return planes;
    }

    /** Takes 64 bytes to a word of each plane, in registers. */
    private static void addWord(byte[] bytes, int i, long[] planes, int first, int words) {
        int at = i * Long.SIZE;
        long b0 = eight(bytes, at), b1 = eight(bytes, at + 8), b2 = eight(bytes, at + 16), b3 = eight(bytes, at + 24);
        long b4 = eight(bytes, at + 32),
                b5 = eight(bytes, at + 40),
                b6 = eight(bytes, at + 48),
                b7 = eight(bytes, at + 56);
        for (int p = 0; p < 8; p++) {
            planes[first + p * words + i] = digit(b0, p)
                    | digit(b1, p) << 8
                    | digit(b2, p) << 16
                    | digit(b3, p) << 24
                    | digit(b4, p) << 32
                    | digit(b5, p) << 40
                    | digit(b6, p) << 48
                    | digit(b7, p) << 56;
        }
    }

    private static long eight(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Returns a binary digit of eight bytes, the first one lowest. */
    private static long digit(long eight, int p) {
        return (eight >>> p & LOWEST_BITS) * GATHER >>> 56;
    }
}
