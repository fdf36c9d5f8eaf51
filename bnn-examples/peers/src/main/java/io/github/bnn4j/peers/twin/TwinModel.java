package io.github.bnn4j.peers.twin;

import io.github.bnn4j.packed.files.AtomicFile;
import io.github.bnn4j.packed.format.PackedContent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.Onnx.ModelProto;

/** Writes networks that have the layers of a packed one, with random weights in another number format. */
public final class TwinModel {

    private TwinModel() {}

    /** In which numbers a network computes. */
    public enum Format {
        /** Single precision; batch normalization is folded into weights and bias. */
        FLOAT32,
        /** Bytes, by static quantization. */
        INT8
    }

    /**
     * Writes an ONNX file.
     *
     * @throws IllegalArgumentException if a layer has no counterpart
     */
    public static void write(PackedContent content, Format format, Path file) throws IOException {
        OnnxNodes nodes = new OnnxNodes();
        new TwinWriter(content, format == Format.INT8 ? new Int8Layers(nodes) : new FloatLayers(nodes)).write();
        ModelProto model = nodes.model();
        AtomicFile.write(file, temporary -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                model.writeTo(out);
            }
        });
    }
}
