package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts: UTF-8, its length before it. */
final class TextCodec {

    private TextCodec() {}

    /** Writes a text with a length of two bytes. */
    static void writeShort(String text, LittleEndian out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.u16(utf8.length);
        out.bytes(utf8);
    }

    static List<String> labels(int count, Source in) throws PackedFormatException {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(in.text(in.u16("length of a label"), "a label"));
        }
        return labels;
    }

    static void write(Map<String, String> metadata, LittleEndian out) throws IOException {
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            writeShort(entry.getKey(), out);
            byte[] utf8 = entry.getValue().getBytes(StandardCharsets.UTF_8);
            out.u32(utf8.length);
            out.bytes(utf8);
        }
    }

    static Map<String, String> metadata(int count, Source in) throws PackedFormatException {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = in.text(in.u16("length of a key"), "a key");
            String value = in.text(in.size("length of a key's value", 0), "value of a key");
            if (metadata.put(key, value) != null) {
                throw in.wrong("the key " + key + " appears twice");
            }
        }
        return metadata;
    }
}
