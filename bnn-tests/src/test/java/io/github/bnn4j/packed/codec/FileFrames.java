package io.github.bnn4j.packed.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A well-formed file taken apart, to be put together otherwise.
 *
 * @param header up to the counts
 * @param labels each with its length
 * @param layers each with type and length
 */
record FileFrames(byte[] header, List<byte[]> labels, List<byte[]> layers) {

    private static final int COUNTS_OFFSET = 48;
    private static final int HEADER_SIZE = 56;
    private static final int LENGTH_IN_LAYER = 4;
    private static final int LAYER_HEADER_SIZE = 8;

    static FileFrames of(byte[] file) {
        var in = BnnFile.little(file);
        List<byte[]> labels = new ArrayList<>();
        List<byte[]> layers = new ArrayList<>();
        int at = HEADER_SIZE;
        for (int i = in.getInt(COUNTS_OFFSET); i > 0; i--) {
            int length = 2 + (in.getShort(at) & 0xFFFF);
            labels.add(part(file, at, length));
            at += length;
        }
        for (int i = in.getInt(COUNTS_OFFSET + 4); i > 0; i--) {
            int length = LAYER_HEADER_SIZE + in.getInt(at + LENGTH_IN_LAYER);
            layers.add(part(file, at, length));
            at += length;
        }
        return new FileFrames(part(file, 0, COUNTS_OFFSET), labels, layers);
    }

    private static byte[] part(byte[] file, int from, int length) {
        return Arrays.copyOfRange(file, from, from + length);
    }

    /** With the counts, the lengths and the checksum that belong to it. */
    byte[] toFile() {
        BnnFile.Bytes all = BnnFile.bytes().raw(header).u32(labels.size(), layers.size());
        labels.forEach(all::raw);
        for (byte[] layer : layers) {
            BnnFile.little(layer).putInt(LENGTH_IN_LAYER, layer.length - LAYER_HEADER_SIZE);
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
