package io.github.bnn4j.onnx;

import io.github.bnn4j.export.PackedExporter;
import io.github.bnn4j.onnx.write.NetworkNodes;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.files.AtomicFile;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import onnx.Onnx.ModelProto;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Writes trained networks as ONNX files, which ONNX Runtime runs as they are, and which follow QONNX: what is binary is the
 * result of a {@code BipolarQuant} of the domain {@code qonnx.custom_op.general}, and the file has a function of that name.
 *
 * <p>The input is {@code (N, C, H, W)}, or {@code (N, K)} for vectors, in single precision, with any count N of examples. For a
 * network that takes bytes, its values are these bytes, 0 to 255, whatever they stood for in training, and annotated UINT8; signs
 * are +1 and -1, annotated BIPOLAR. The output is {@code (N, scores)}.
 *
 * <p>Sums of bytes or signs, and what is made of them, are what packed networks say, bit for bit: where these compute in double
 * precision and round once, the file does so as well, between two Casts. Sums of real numbers are rounded at every step, in an order
 * that is ONNX Runtime's: scores of networks that have such layers are equal up to that rounding.
 *
 * <p>Labels, and what else is known of a network, are metadata of the file: {@code bnn4j.label.0} and so on, {@code
 * bnn4j.threshold}, {@code bnn4j.input}, and the keys that the packed network has.
 */
public final class OnnxExport {

    private OnnxExport() {}

    /**
     * Writes a packed network, under a temporary name first.
     *
     * @throws OnnxException if a layer does what ONNX Runtime could not compute exactly or has no operator for
     * @throws IOException if the file cannot be written
     */
    public static void write(PackedNetwork network, Path file) throws IOException {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(file, "file");
        ModelProto model = NetworkNodes.of(network.content()).model(network.content());
        AtomicFile.write(file, temporary -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                model.writeTo(out);
            }
        });
    }

    /**
     * Writes a network of DL4J, by way of {@link PackedExporter}.
     *
     * @param input how examples are given, and what they stand for; see {@link PackedExporter}
     * @param labels a name for each output, or none
     * @throws io.github.bnn4j.graph.NotPackableException if it cannot be packed
     * @throws OnnxException if a layer does what ONNX Runtime could not compute exactly or has no operator for
     * @throws IOException if the file cannot be written
     */
    public static void write(MultiLayerNetwork network, InputEncoding input, List<String> labels, Path file)
            throws IOException {
        write(PackedExporter.export(network, input, labels), file);
    }

    /** Writes a graph as {@link #write(MultiLayerNetwork, InputEncoding, List, Path)} does a chain. */
    public static void write(ComputationGraph graph, InputEncoding input, List<String> labels, Path file)
            throws IOException {
        write(PackedExporter.export(graph, input, labels), file);
    }
}
