package io.github.bnn4j.onnx;

import io.github.bnn4j.onnx.model.OnnxModel;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Takes a binarized network out of an ONNX file. */
public final class OnnxImport {

    private final OnnxModel model;
    private final int signOfZero;

    private OnnxImport(OnnxModel model, int signOfZero) {
        this.model = model;
        this.signOfZero = signOfZero;
    }

    /** Reads a file. */
    public static OnnxImport read(Path file) throws IOException {
        throw new UnsupportedOperationException("not yet");
    }

    /** Takes a network as a file says it. */
    public static OnnxImport of(OnnxModel model) {
        return new OnnxImport(Objects.requireNonNull(model, "model"), 0);
    }

    /** Returns the import that takes the sign of 0 as this. */
    public OnnxImport signOfZero(int sign) {
        return new OnnxImport(model, sign);
    }

    /** Returns the size of an example. */
    public ImageShape image() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Packs the network, without labels. */
    public PackedNetwork toPacked(InputEncoding input) {
        return toPacked(input, List.of());
    }

    /** Packs the network. */
    public PackedNetwork toPacked(InputEncoding input, List<String> labels) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Makes a graph of DL4J that can be trained on. */
    public ComputationGraph toGraph() {
        throw new UnsupportedOperationException("not yet");
    }
}
