package io.github.bnn4j.memory;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.workspace.WorkspaceUtils;

/**
 * A dense single-precision array of ND4J as plain memory. Copied into Java's arrays piece by piece, which stay in the
 * first-level cache, its elements can be worked on in loops that the JVM's compiler turns into vector instructions: one
 * pass over memory where ND4J needs one for each operation.
 *
 * <p>Safe for use by many threads, on pieces that do not overlap.
 */
public final class FloatMemory {

    /** Elements of a piece: 16 KB, so that three or four fit into the cache, and long enough for a loop to pay. */
    public static final int PIECE = 4096;

    /** Elements for one thread at a time. */
    private static final int SPAN = 16 * PIECE;

    /** The array keeps the memory from being freed by ND4J: the buffers keep nothing alive. */
    private final INDArray owner;

    private final FloatBuffer buffer;
    private final IntBuffer bits;
    private final int start;
    private final int length;

    private FloatMemory(INDArray owner, FloatBuffer buffer, IntBuffer bits, int start, int length) {
        this.owner = owner;
        this.buffer = buffer;
        this.bits = bits;
        this.start = start;
        this.length = length;
    }

    /**
     * Tells whether {@link #of} takes these arrays: single precision, without gaps, within the 2 GB of memory from the
     * beginning of their buffer that Java can address, and where {@link MemoryAccess} allows it. What it does not take, ND4J's
     * operations have to work on.
     */
    public static boolean isDense(INDArray... arrays) {
        if (!MemoryAccess.isPlain()) {
            return false;
        }
        for (INDArray array : arrays) {
            if (array.dataType() != DataType.FLOAT
                    || array.elementWiseStride() != 1
                    || (array.offset() + array.length()) * Float.BYTES > Integer.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    /**
     * Gives access to an array's memory, which stays alive as long as this does. It may be used as long as ND4J's operations
     * may use the array: one in a workspace, until that is closed or begins anew.
     *
     * @param array must be {@link #isDense}; elements are in the order in which they lie in memory, its ordering
     * @throws IllegalArgumentException if the array is not dense
     * @throws org.nd4j.linalg.workspace.ND4JWorkspaceException if the array was in a workspace that has been closed, or has begun
     *     anew, since: its memory may hold other data by now
     */
    public static FloatMemory of(INDArray array) {
        if (!isDense(array)) {
            throw new IllegalArgumentException(
                    "Only dense arrays of floats on ND4J's CPU backend are plain memory, got "
                            + array.shapeInfoToString());
        }
        WorkspaceUtils.assertValidArray(array, "Plain access to memory");
        FloatBuffer buffer = array.data().asNioFloat();
        return new FloatMemory(
                array, buffer, array.data().asNioInt(), buffer.position(), Math.toIntExact(array.length()));
    }

    /** Returns the count of elements. */
    public int length() {
        return length;
    }

    /** Copies {@code n} elements, from {@code index} on, to the beginning of an array. */
    public void get(int index, float[] to, int n) {
        buffer.get(start + index, to, 0, n);
        Reference.reachabilityFence(owner);
    }

    /** Reads as {@link #get(int, float[], int)} does, but to elements of the array from {@code first} on. */
    public void get(int index, float[] to, int first, int n) {
        buffer.get(start + index, to, first, n);
        Reference.reachabilityFence(owner);
    }

    /** Copies the first {@code n} elements of an array here, from {@code index} on. */
    public void put(int index, float[] from, int n) {
        buffer.put(start + index, from, 0, n);
        Reference.reachabilityFence(owner);
    }

    /** Writes as {@link #put(int, float[], int)} does, but the elements of the array from {@code first} on. */
    public void put(int index, float[] from, int first, int n) {
        buffer.put(start + index, from, first, n);
        Reference.reachabilityFence(owner);
    }

    /** Reads as {@link #get(int, float[], int)} does, but the elements' bits, as by {@link Float#floatToRawIntBits}. */
    public void getBits(int index, int[] to, int n) {
        bits.get(start + index, to, 0, n);
        Reference.reachabilityFence(owner);
    }

    /** Writes as {@link #put(int, float[], int)} does, but the elements' bits. */
    public void putBits(int index, int[] from, int n) {
        bits.put(start + index, from, 0, n);
        Reference.reachabilityFence(owner);
    }

    /** Works on the first {@code n} elements of a piece, in place. */
    @FunctionalInterface
    public interface PieceTask<A> {
        /**
         * @param piece holds the elements; it may be longer
         * @param n count of elements
         */
        void run(A piece, int n);
    }

    /**
     * Computes {@code out = task(this)}, piece by piece, by all threads.
     *
     * @param out as long; may be this very memory
     */
    public void map(FloatMemory out, PieceTask<float[]> task) {
        Spans.forEach(length, SPAN, (from, to) -> {
            float[] piece = new float[Math.min(PIECE, to - from)];
            for (int i = from; i < to; i += piece.length) {
                int n = Math.min(piece.length, to - i);
                get(i, piece, n);
                task.run(piece, n);
                out.put(i, piece, n);
            }
        });
    }

    /** Maps as {@link #map} does, but the elements' bits. */
    public void mapBits(FloatMemory out, PieceTask<int[]> task) {
        Spans.forEach(length, SPAN, (from, to) -> {
            int[] piece = new int[Math.min(PIECE, to - from)];
            for (int i = from; i < to; i += piece.length) {
                int n = Math.min(piece.length, to - i);
                getBits(i, piece, n);
                task.run(piece, n);
                out.putBits(i, piece, n);
            }
        });
    }
}
