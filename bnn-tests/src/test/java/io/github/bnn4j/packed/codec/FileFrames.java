package io.github.bnn4j.packed.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A well-formed file of either version taken apart, to be put together otherwise.
 *
 * @param header up to the first count that has frames
 * @param numbers behind the counts, before the frames
 * @param labels each with its length
 * @param texts each key with what belongs to it and their lengths; version 1 has none
 * @param layers each with type, length and, in version 2, the values that it takes
 */
record FileFrames(byte[] header, byte[] numbers, List<byte[]> labels, List<byte[]> texts, List<byte[]> layers) {

    private static final int VERSION_OFFSET = 8;
    private static final int SCALE_COUNT_OFFSET = 32;
    private static final int FIRST_COUNTS_OFFSET = 48;
    private static final int SECOND_COUNTS_OFFSET = 36;

    /** Of the counts of labels, texts and layers. */
    private static final int SECOND_COUNTS_SIZE = 12;

    private static final int HEADER_SIZE = 56;
    private static final int SOURCES_IN_LAYER = 2;
    private static final int LENGTH_IN_LAYER = 4;
    private static final int LAYER_HEADER_SIZE = 8;

    static FileFrames of(byte[] file) {
        var in = BnnFile.little(file);
        boolean first = version(file) == 1;
        int counts = first ? FIRST_COUNTS_OFFSET : SECOND_COUNTS_OFFSET;
        int behind = first ? HEADER_SIZE : counts + SECOND_COUNTS_SIZE;
        int at = first ? HEADER_SIZE : HEADER_SIZE + 2 * Double.BYTES * in.getInt(SCALE_COUNT_OFFSET);
        byte[] numbers = Arrays.copyOfRange(file, behind, at);
        List<byte[]> labels = new ArrayList<>();
        List<byte[]> texts = new ArrayList<>();
        List<byte[]> layers = new ArrayList<>();
        for (int i = in.getInt(counts); i > 0; i--) {
            int length = 2 + (in.getShort(at) & 0xFFFF);
            at = take(file, at, length, labels);
        }
        for (int i = first ? 0 : in.getInt(counts + 4); i > 0; i--) {
            int value = 2 + (in.getShort(at) & 0xFFFF);
            at = take(file, at, value + 4 + in.getInt(at + value), texts);
        }
        for (int i = in.getInt(first ? counts + 4 : counts + 8); i > 0; i--) {
            int sources = in.getShort(at + SOURCES_IN_LAYER) & 0xFFFF; // 0 in version 1.
            at = take(file, at, LAYER_HEADER_SIZE + 4 * sources + in.getInt(at + LENGTH_IN_LAYER), layers);
        }
        return new FileFrames(Arrays.copyOf(file, counts), numbers, labels, texts, layers);
    }

    private static int take(byte[] file, int from, int length, List<byte[]> parts) {
        parts.add(Arrays.copyOfRange(file, from, from + length));
        return from + length;
    }

    static int version(byte[] file) {
        return BnnFile.little(file).getShort(VERSION_OFFSET);
    }

    boolean isFirstVersion() {
        return version(header) == 1;
    }

    /** Values that a layer takes. */
    static int sources(byte[] layer) {
        return BnnFile.little(layer).getShort(SOURCES_IN_LAYER) & 0xFFFF;
    }

    /** Where the number of a value is that a layer takes. */
    static int sourceOffset(int source) {
        return LAYER_HEADER_SIZE + 4 * source;
    }

    static int payloadOffset(byte[] layer) {
        return LAYER_HEADER_SIZE + 4 * sources(layer);
    }

    /** The same layer with other values that it takes. */
    static byte[] withSources(byte[] layer, int... sources) {
        BnnFile.Bytes other = BnnFile.bytes().u8(layer[0], layer[1]).u16(sources.length);
        other.raw(Arrays.copyOfRange(layer, LENGTH_IN_LAYER, LAYER_HEADER_SIZE)).u32(sources);
        return other.raw(Arrays.copyOfRange(layer, payloadOffset(layer), layer.length))
                .toArray();
    }

    /** With the counts, the lengths and the checksum that belong to it. */
    byte[] toFile() {
        BnnFile.Bytes all = BnnFile.bytes().raw(header).u32(labels.size());
        if (!isFirstVersion()) {
            all.u32(texts.size());
        }
        all.u32(layers.size()).raw(numbers);
        labels.forEach(all::raw);
        texts.forEach(all::raw);
        for (byte[] layer : layers) {
            BnnFile.little(layer).putInt(LENGTH_IN_LAYER, layer.length - payloadOffset(layer));
            all.raw(layer);
        }
        return repaired(all.u32(0).toArray());
    }

    /** Length and checksum of the file are right, whatever the rest is. */
    static byte[] repaired(byte[] file) {
        BnnFile.little(file).putInt(BnnFile.LENGTH_OFFSET, file.length);
        return BnnFile.repairChecksum(file);
    }
}
