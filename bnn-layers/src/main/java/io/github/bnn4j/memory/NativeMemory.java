package io.github.bnn4j.memory;

import org.bytedeco.javacpp.Pointer;

/** Tells what ND4J may still take of the machine's memory, outside of the heap. */
public final class NativeMemory {

    private NativeMemory() {}

    /** Returns the bytes that are left of the limit, {@code org.bytedeco.javacpp.maxbytes}; without one, of the heap's size. */
    public static long free() {
        long limit = Pointer.maxBytes() > 0
                ? Pointer.maxBytes()
                : Runtime.getRuntime().maxMemory();
        return Math.max(0, limit - Pointer.totalBytes());
    }
}
