package io.github.bnn4j.onnx;

import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.graph.emit.PackedGraph;
import io.github.bnn4j.onnx.dl4j.Dl4jGraph;
import io.github.bnn4j.onnx.file.OnnxFile;
import io.github.bnn4j.onnx.model.OnnxModel;
import io.github.bnn4j.onnx.read.OnnxGraphReader;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Takes a binarized network out of an ONNX file: of QONNX as Brevitas writes it, of FINN's dialect, or of plain ONNX as comes of Larq or
 * PyTorch. Every dialect ends in the same integer arithmetic as the networks of {@link io.github.bnn4j.export.PackedExporter}.
 *
 * <p>What is not known is refused with an {@link OnnxException} that names the node: more than one bit, other operators, a network in
 * which nothing quantizes. Zero goes where the file sends it; ONNX's Sign alone gives a third value, 0: where its input may be zero,
 * {@link #signOfZero} must decide. Immutable.
 */
public final class OnnxImport {

    private final OnnxModel model;
    private final int signOfZero;

    private OnnxImport(OnnxModel model, int signOfZero) {
        this.model = model;
        this.signOfZero = signOfZero;
    }

    /**
     * Reads a file.
     *
     * @throws OnnxException if it is no ONNX file, or has what cannot be taken
     * @throws IOException if it cannot be read at all
     */
    public static OnnxImport read(Path file) throws IOException {
        return of(OnnxFile.read(Objects.requireNonNull(file, "file")));
    }

    /** Takes a network as a file says it. */
    public static OnnxImport of(OnnxModel model) {
        return new OnnxImport(Objects.requireNonNull(model, "model"), 0);
    }

    /**
     * Returns an import that takes zero for more, or for less, than zero, where the file's functions have a third value for it.
     *
     * @param sign +1 or -1
     * @throws IllegalArgumentException if it is another number
     */
    public OnnxImport signOfZero(int sign) {
        if (sign != 1 && sign != -1) {
            throw new IllegalArgumentException("The sign of zero is +1 or -1, got " + sign);
        }
        return new OnnxImport(model, sign);
    }

    /**
     * Returns the size of an example; a vector of n values is n channels of one pixel.
     *
     * @throws OnnxException if the file does not say it
     */
    public ImageShape image() {
        return OnnxGraphReader.image(model);
    }

    /** Packs the network, without labels. */
    public PackedNetwork toPacked(InputEncoding input) {
        return toPacked(input, List.of());
    }

    /**
     * Packs the network.
     *
     * @param input how examples will be given, channel after channel, and what their bytes stand for at the file's input
     * @param labels a name for each score, or none
     * @throws OnnxException if something in the file is not known, which the message names
     * @throws IllegalArgumentException if the encoding has not as many values as {@link #image()}, or the labels are not as many
     *     as the scores
     */
    public PackedNetwork toPacked(InputEncoding input, List<String> labels) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(labels, "labels");
        PackedNetwork unnamed =
                packed(OnnxGraphReader.read(model, input, signOfZero).graph());
        // Behind it: that they are too many is no fault of the file.
        return labels.isEmpty() ? unnamed : named(unnamed.content(), labels);
    }

    private static PackedNetwork named(PackedContent content, List<String> labels) {
        return new PackedNetwork(new PackedContent(
                content.input(), content.layers(), content.wiring(), labels, content.threshold(), content.metadata()));
    }

    /** Packs the network; whatever a file has that cannot be packed, it is the file that is refused. */
    private static PackedNetwork packed(Graph read) {
        try {
            return PackedGraph.of(read, List.of());
        } catch (NotPackableException e) {
            throw new OnnxException(e.getMessage(), e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new OnnxException("The network cannot be packed: " + e.getMessage(), e);
        }
    }

    /**
     * Makes a graph of DL4J that can be trained on: of binary layers where sums have binary weights, of sign activations, and of DL4J's own
     * layers for the rest. Images have the channels first, in DL4J's format NCHW, whatever the file has. Its batch normalization is the
     * file's; other scales that differ between channels are one as well, whose mean and variance are not those of any data: where these
     * are, train with a small learning rate, or recalibrate (see {@link io.github.bnn4j.normalization.BatchNormRecalibration}).
     *
     * <p>Outputs are those of {@link #toPacked}, but for rounding in single precision. The graph ends in a loss layer: with
     * softmax where the file does, and else of mean squared error.
     *
     * @throws OnnxException if something in the file is not known, or there is no layer for it
     */
    public ComputationGraph toGraph() {
        ImageShape image = image();
        InputEncoding floats = InputEncoding.floats(image.channels(), image.height(), image.width());
        try {
            return Dl4jGraph.of(OnnxGraphReader.read(model, floats, signOfZero));
        } catch (NotPackableException e) {
            throw new OnnxException(e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "OnnxImport[" + model + (signOfZero == 0 ? "" : ", sign of zero " + signOfZero) + "]";
    }
}
