package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.codec.BnnFile.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file of version 2 put together field by field, as the package's page has it, well-formed or not. */
final class GraphFile {

    private final Bytes start;
    private double[] scales = {1};
    private double[] offsets = {0};
    private int scaleCount = 1;
    private double threshold;
    private final List<byte[]> labels = new ArrayList<>();
    private final List<byte[]> texts = new ArrayList<>();
    private final List<byte[]> layers = new ArrayList<>();
    private Integer textCount;
    private Integer layerCount;

    private GraphFile(Bytes start) {
        this.start = start;
    }

    static GraphFile input(int type, int channels, int height, int width) {
        return input(type, 0, 0, channels, height, width);
    }

    /**
     * @param flag whether there is a threshold
     * @param reserved what is 0 in good files
     */
    static GraphFile input(int type, int flag, int reserved, int channels, int height, int width) {
        return new GraphFile(BnnFile.bytes().u8(type, flag).u16(reserved).u32(channels, height, width));
    }

    GraphFile scales(double[] newScales, double... newOffsets) {
        scales = newScales;
        offsets = newOffsets;
        return scaleCount(newScales.length);
    }

    GraphFile scaleCount(int value) {
        scaleCount = value;
        return this;
    }

    GraphFile threshold(double value) {
        threshold = value;
        return this;
    }

    GraphFile label(String label) {
        byte[] utf8 = label.getBytes(StandardCharsets.UTF_8);
        labels.add(BnnFile.bytes().u16(utf8.length).raw(utf8).toArray());
        return this;
    }

    GraphFile text(String key, String value) {
        return text(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    GraphFile text(byte[] key, byte[] value) {
        texts.add(BnnFile.bytes()
                .u16(key.length)
                .raw(key)
                .u32(value.length)
                .raw(value)
                .toArray());
        return this;
    }

    GraphFile textCount(int value) {
        textCount = value;
        return this;
    }

    GraphFile layerCount(int value) {
        layerCount = value;
        return this;
    }

    /** With the values that it takes. */
    GraphFile layer(int type, Bytes payload, int... values) {
        return layer(type, 0, values.length, payload, values);
    }

    /**
     * @param reserved what is 0 in good files
     * @param count what is announced
     */
    GraphFile layer(int type, int reserved, int count, Bytes payload, int... values) {
        byte[] content = payload.toArray();
        layers.add(BnnFile.bytes()
                .u8(type, reserved)
                .u16(count)
                .u32(content.length)
                .u32(values)
                .raw(content)
                .toArray());
        return this;
    }

    /** The scale and offset of one float for each feature, which leave it as it is. */
    static Bytes same(int features) {
        double[] ones = new double[features];
        Arrays.fill(ones, 1);
        return BnnFile.bytes().u32(features).f64(ones).f64(new double[features]);
    }

    byte[] toBytes() {
        Bytes all = BnnFile.bytes().u8(0x89, 0x42, 0x4E, 0x4E, 0x34, 0x4A, 0x0D, 0x0A);
        all.u16(2).u16(0).u32(0).raw(start.toArray());
        all.u32(scaleCount, labels.size(), textCount == null ? texts.size() : textCount);
        all.u32(layerCount == null ? layers.size() : layerCount);
        all.f64(threshold).f64(scales).f64(offsets);
        labels.forEach(all::raw);
        texts.forEach(all::raw);
        layers.forEach(all::raw);
        return FileFrames.repaired(all.u32(0).toArray());
    }
}
