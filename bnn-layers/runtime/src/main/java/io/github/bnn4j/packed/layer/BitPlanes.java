package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.workspace.Workspace;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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
        long[] planes = Workspace.zeroLongs(8 * rows * words);
        byte[] padded = new byte[words * Long.SIZE];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(bytes, from + row * width, padded, 0, width);
            for (int i = 0; i < padded.length; i += 8) {
                long eight = (long) LONGS.get(padded, i);
                int word = 8 * row * words + (i >>> 6);
                for (int p = 0; p < 8; p++) {
                    planes[word + p * words] |= ((eight >>> p & LOWEST_BITS) * GATHER >>> 56) << i;
                }
            }
        }
        return planes;
    }
}
