package io.github.bnn4j.export;

import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.graph.emit.PackedGraph;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/**
 * Packs trained networks: binary kernels become bits; bias, batch normalization and sign become integer thresholds
 * (negative and zero gamma included); what only training needs, such as dropout, is left out; stock layers stay in single
 * precision.
 *
 * <p>Known layers: the binary ones, RSignLayer and RPReLULayer; of DL4J's, ConvolutionLayer, DepthwiseConvolution2D,
 * SeparableConvolution2D, SubsamplingLayer (MAX, AVG), GlobalPoolingLayer (AVG), DenseLayer, OutputLayer, LossLayer,
 * BatchNormalization, PReLULayer, ActivationLayer, DropoutLayer, and these frozen. Of graphs with one input and one output also
 * ElementWiseVertex (but for Max), MergeVertex, ScaleVertex, ShiftVertex and PreprocessorVertex. Activation functions: the signs,
 * and the common ones of DL4J. Running statistics go in as they are: see {@link
 * io.github.bnn4j.normalization.BatchNormRecalibration}.
 *
 * <p>Networks on images need an encoding with their size. Examples are in the order channels, height, width, whether DL4J has
 * the channels first or last.
 *
 * <p>Where DL4J computes without rounding (signs or small integers as input, no batch normalization), outputs are equal bit
 * for bit, the sign of a zero aside. Where DL4J rounds to single precision, packed networks round less: predictions differ
 * only where DL4J's scores, or the value before a sign, are within rounding of a tie. A network in double precision is
 * packed to one in single precision.
 *
 * <p>A single output with a sigmoid gets a threshold, so that {@code predict} gives 0 or 1 as DL4J's Evaluation does; it may
 * have labels for both classes.
 *
 * <p>All methods throw {@link NotPackableException} for a network that cannot be packed, and IllegalArgumentException if
 * the encoding has not as many values as the network has inputs, or the labels are not as many as the outputs.
 */
public final class PackedExporter {

    private PackedExporter() {}

    /** Packs a network for input of real numbers, as DL4J takes it, without labels. */
    public static PackedNetwork export(MultiLayerNetwork network) {
        return export(network, InputEncoding.floats(inputs(network)), List.of());
    }

    /**
     * @param network initialized; not modified
     * @param input how examples will be given: bytes for images, which makes the first layer exact
     * @param labels a name for each output, or none
     */
    public static PackedNetwork export(MultiLayerNetwork network, InputEncoding input, List<String> labels) {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(labels, "labels");
        return PackedGraph.of(NetworkReader.of(network).read(input), labels);
    }

    /**
     * Packs a network for input of real numbers that are scaled first, such as those before a normalizer: the scaling becomes a
     * layer before the first one.
     *
     * @param input floats; what bytes stand for is part of their encoding
     * @param scaling one for all values, for each channel or for each value; see {@link NormalizerEncoding#scaling}
     * @param labels a name for each output, or none
     */
    public static PackedNetwork export(
            MultiLayerNetwork network, InputEncoding input, InputScale scaling, List<String> labels) {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(scaling, "scaling");
        Objects.requireNonNull(labels, "labels");
        return PackedGraph.of(NetworkReader.of(network).read(floats(input), scaling), labels);
    }

    /** Exports a graph as {@link #export(MultiLayerNetwork, InputEncoding, InputScale, List)} does a chain. */
    public static PackedNetwork export(
            ComputationGraph graph, InputEncoding input, InputScale scaling, List<String> labels) {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(scaling, "scaling");
        Objects.requireNonNull(labels, "labels");
        return PackedGraph.of(NetworkReader.of(graph).read(floats(input), scaling), labels);
    }

    private static InputEncoding floats(InputEncoding input) {
        if (input.type() != ValueType.FLOATS) {
            throw new IllegalArgumentException("An extra scaling is for floats, got " + input.type() + ": their "
                    + "encoding says what they stand for");
        }
        return input;
    }

    /**
     * Packs a network that was trained on what a normalizer gives, for input of bytes as they are before it.
     *
     * @param normalizer see {@link NormalizerEncoding} for those that can be packed
     * @param image the size of an example; 1 x 1 x n for plain vectors
     * @param labels a name for each output, or none
     */
    public static PackedNetwork export(
            MultiLayerNetwork network, DataNormalization normalizer, ImageShape image, List<String> labels) {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(normalizer, "normalizer");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(labels, "labels");
        return export(
                network, NormalizerEncoding.of(normalizer, image.channels(), image.height(), image.width()), labels);
    }

    /** Exports a graph as {@link #export(MultiLayerNetwork, DataNormalization, ImageShape, List)} does a chain. */
    public static PackedNetwork export(
            ComputationGraph graph, DataNormalization normalizer, ImageShape image, List<String> labels) {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(normalizer, "normalizer");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(labels, "labels");
        return export(
                graph, NormalizerEncoding.of(normalizer, image.channels(), image.height(), image.width()), labels);
    }

    /** Exports a graph as {@link #export(MultiLayerNetwork)} does a chain. */
    public static PackedNetwork export(ComputationGraph graph) {
        return export(graph, InputEncoding.floats(inputs(graph)), List.of());
    }

    /**
     * Exports a graph as {@link #export(MultiLayerNetwork, InputEncoding, List)} does a chain.
     *
     * @param graph with one input and one output, of known layers and vertices
     */
    public static PackedNetwork export(ComputationGraph graph, InputEncoding input, List<String> labels) {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(labels, "labels");
        return PackedGraph.of(NetworkReader.of(graph).read(input), labels);
    }

    /** Returns the values of an example that the network takes, for an encoding. */
    public static int inputs(MultiLayerNetwork network) {
        return NetworkReader.of(Objects.requireNonNull(network, "network")).inputs();
    }

    /** Returns the count of inputs of a graph as {@link #inputs(MultiLayerNetwork)} does of a chain. */
    public static int inputs(ComputationGraph graph) {
        return NetworkReader.of(Objects.requireNonNull(graph, "graph")).inputs();
    }
}
