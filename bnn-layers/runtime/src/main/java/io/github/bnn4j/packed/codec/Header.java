package io.github.bnn4j.packed.codec;

/** The constants of the file that its reader and its writer share. */
final class Header {

    /** {@code 89 42 4E 4E 34 4A 0D 0A} as a little-endian number. */
    static final long MAGIC = 0x0A0D4A344E4E4289L;

    /** This version is for chains of the first thirteen types of layers, with nothing else. */
    static final int FIRST_VERSION = 1;

    static final int VERSION = 2;

    /** The header has so many bytes: up to the counts, included; in version 2 up to the threshold. */
    static final int SIZE = 56;

    static final int LENGTH_OFFSET = 12;
    static final int CHECKSUM_SIZE = 4;

    /** The shortest frame of a layer has so many bytes. */
    static final int LAYER_HEADER_SIZE = 8;

    private Header() {}
}
