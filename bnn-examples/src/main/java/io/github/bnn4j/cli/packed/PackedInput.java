package io.github.bnn4j.cli.packed;

import io.github.bnn4j.export.PackedExporter;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * What examples are given to a packed network as.
 *
 * @param encoding with what bytes stand for
 * @param ofFloats what is done with floats first, if they are not taken as they are
 * @param normalizer what that does, in words, if there is one
 */
record PackedInput(InputEncoding encoding, Optional<InputScale> ofFloats, Optional<String> normalizer) {

    /** Packs a network for it. */
    PackedNetwork pack(Model network, List<String> labels) {
        PackedNetwork packed = network instanceof ComputationGraph graph
                ? ofFloats.map(scaling -> PackedExporter.export(graph, encoding, scaling, labels))
                        .orElseGet(() -> PackedExporter.export(graph, encoding, labels))
                : pack((MultiLayerNetwork) network, labels);
        return normalizer
                .map(text -> packed.withMetadata(PackedContent.NORMALIZER, text))
                .orElse(packed);
    }

    private PackedNetwork pack(MultiLayerNetwork network, List<String> labels) {
        return ofFloats.map(scaling -> PackedExporter.export(network, encoding, scaling, labels))
                .orElseGet(() -> PackedExporter.export(network, encoding, labels));
    }
}
