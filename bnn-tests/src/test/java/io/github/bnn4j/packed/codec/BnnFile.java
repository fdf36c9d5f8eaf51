package io.github.bnn4j.packed.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** A file put together field by field, as the package's page has it, well-formed or not. */
final class BnnFile {

    static final int LENGTH_OFFSET = 12;

    private final Bytes header = new Bytes();
    private final List<byte[]> labels = new ArrayList<>();
    private final List<byte[]> layers = new ArrayList<>();
    private Integer labelCount;
    private Integer layerCount;
    private int magicEnd = 0x0A;
    private int version = 1;
    private int afterVersion;

    private BnnFile() {}

    static BnnFile input(int type, int channels, int height, int width, double scale, double offset) {
        return inputWithReserved(type, 0, channels, height, width, scale, offset);
    }

    /** The three bytes behind the value type are the lowest of a number. */
    static BnnFile inputWithReserved(
            int type, int reserved, int channels, int height, int width, double scale, double offset) {
        var file = new BnnFile();
        file.header.u8(type, reserved & 0xFF, reserved >> 8 & 0xFF, reserved >> 16 & 0xFF);
        file.header.u32(channels, height, width).f64(scale, offset);
        return file;
    }

    static Bytes bytes() {
        return new Bytes();
    }

    BnnFile magicEnd(int value) {
        magicEnd = value;
        return this;
    }

    BnnFile version(int value, int after) {
        version = value;
        afterVersion = after;
        return this;
    }

    BnnFile labelCount(int value) {
        labelCount = value;
        return this;
    }

    BnnFile layerCount(int value) {
        layerCount = value;
        return this;
    }

    BnnFile label(String label) {
        return label(label.getBytes(StandardCharsets.UTF_8));
    }

    BnnFile label(byte[] utf8) {
        labels.add(bytes().u16(utf8.length).raw(utf8).toArray());
        return this;
    }

    BnnFile layer(int type, Bytes payload) {
        byte[] content = payload.toArray();
        return rawLayer(bytes().u8(type, 0, 0, 0).u32(content.length).raw(content));
    }

    BnnFile rawLayer(Bytes layer) {
        layers.add(layer.toArray());
        return this;
    }

    byte[] toBytes() {
        Bytes all = bytes().u8(0x89, 0x42, 0x4E, 0x4E, 0x34, 0x4A, 0x0D, magicEnd);
        all.u16(version).u16(afterVersion).u32(0).raw(header.toArray());
        all.u32(labelCount == null ? labels.size() : labelCount);
        all.u32(layerCount == null ? layers.size() : layerCount);
        labels.forEach(all::raw);
        layers.forEach(all::raw);
        byte[] file = all.u32(0).toArray();
        little(file).putInt(LENGTH_OFFSET, file.length);
        return repairChecksum(file);
    }

    static byte[] repairChecksum(byte[] file) {
        var crc = new CRC32();
        crc.update(file, 0, file.length - 4);
        little(file).putInt(file.length - 4, (int) crc.getValue());
        return file;
    }

    static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Numbers, the lowest byte first. */
    static final class Bytes {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Bytes u8(int... values) {
            for (int value : values) {
                bytes.write(value);
            }
            return this;
        }

        Bytes u16(int value) {
            return u8(value, value >> 8);
        }

        Bytes u32(int... values) {
            for (int value : values) {
                u16(value).u16(value >> 16);
            }
            return this;
        }

        Bytes u64(long... values) {
            for (long value : values) {
                u32((int) value, (int) (value >> 32));
            }
            return this;
        }

        Bytes f32(float... values) {
            for (float value : values) {
                u32(Float.floatToRawIntBits(value));
            }
            return this;
        }

        Bytes f64(double... values) {
            for (double value : values) {
                u64(Double.doubleToRawLongBits(value));
            }
            return this;
        }

        Bytes raw(byte[] values) {
            bytes.writeBytes(values);
            return this;
        }

        byte[] toArray() {
            return bytes.toByteArray();
        }
    }
}
