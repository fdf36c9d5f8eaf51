package io.github.bnn4j.model;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A zip whose entries are changed and written again, with right checksums. */
public final class ZipContent {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    public static ZipContent of(Path file) {
        ZipContent content = new ZipContent();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                content.entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }

    public byte[] get(String name) {
        return entries.get(name);
    }

    public ZipContent with(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    public ZipContent without(String name) {
        entries.remove(name);
        return this;
    }

    public ZipContent withText(String name, UnaryOperator<String> change) {
        String text = new String(entries.get(name), StandardCharsets.UTF_8);
        String changed = change.apply(text);
        if (changed.equals(text)) {
            throw new AssertionError("nothing to change in " + text);
        }
        return with(name, changed.getBytes(StandardCharsets.UTF_8));
    }

    public Path write(Path file) {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
