package io.github.bnn4j.onnx.file;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.model.OnnxModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import onnx.Onnx;

/**
 * Reads an ONNX file, which may be damaged or made to do harm: nothing is allocated because the file announces it, and no other
 * file is looked at.
 */
public final class OnnxFile {

    private static final int MOST_BYTES = 1 << 30;

    private OnnxFile() {}

    /**
     * Returns what a file says of its network.
     *
     * @throws OnnxException if it is no ONNX file, or has what is not known here; the message begins with the file's name
     * @throws IOException if the file cannot be read at all
     */
    public static OnnxModel read(Path file) throws IOException {
        byte[] bytes = bytes(file);
        try {
            return model(bytes);
        } catch (OnnxException e) {
            throw new OnnxException(file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw tooLong(file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            // A device or a pipe has no size to look at first.
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLong(file);
            }
            return bytes;
        }
    }

    private static OnnxException tooLong(Path file) {
        return new OnnxException(file + ": it has more than " + MOST_BYTES + " bytes, the most that are read");
    }

    static OnnxModel model(byte[] bytes) {
        Onnx.ModelProto parsed;
        try {
            RecordCount.check(bytes);
            parsed = Onnx.ModelProto.parseFrom(bytes);
        } catch (IOException e) {
            // Of what is in memory, it can only be protobuf's: what is not one of its messages.
            throw new OnnxException("it is no ONNX file, or a damaged one: " + e.getMessage(), e);
        }
        return new GraphReader(parsed).read();
    }
}
