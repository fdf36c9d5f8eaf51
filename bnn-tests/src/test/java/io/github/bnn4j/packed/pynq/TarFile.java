package io.github.bnn4j.packed.pynq;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads the plain files of a small {@code .tar.gz}: headers of 512 bytes, with a name at 0 and a length in octal digits at 124. */
final class TarFile {

    private static final int BLOCK = 512;

    private TarFile() {}

    /** Returns the content of each file by its last name. */
    static Map<String, byte[]> read(Path file) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new GZIPInputStream(raw))) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                String name = text(header, 0, 100);
                int length = Integer.parseInt(text(header, 124, 12), 8);
                files.put(name.substring(name.lastIndexOf('/') + 1), in.readNBytes(length));
                in.readNBytes((BLOCK - length % BLOCK) % BLOCK);
                header = in.readNBytes(BLOCK);
            }
        }
        return files;
    }

    private static String text(byte[] header, int from, int length) {
        String field = new String(header, from, length, StandardCharsets.US_ASCII);
        int end = field.indexOf('\0');
        return (end < 0 ? field : field.substring(0, end)).trim();
    }
}
