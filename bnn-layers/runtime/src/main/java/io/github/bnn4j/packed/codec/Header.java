package io.github.bnn4j.packed.codec;

/** The constants of the file that its reader and its writer share. */
final class Header {

    /** {@code 89 42 4E 4E 34 4A 0D 0A} as a little-endian number. */
    static final long MAGIC = 0x0A0D4A344E4E4289L;

    static final int VERSION = 1;

    /** From the first byte to the counts, included. */
    static final int SIZE = 56;

    static final int LENGTH_OFFSET = 12;
    static final int CHECKSUM_SIZE = 4;
    static final int LAYER_HEADER_SIZE = 8;

    private Header() {}
}
