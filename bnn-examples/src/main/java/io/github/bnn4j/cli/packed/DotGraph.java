package io.github.bnn4j.cli.packed;

import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryWeights;
import io.github.bnn4j.packed.layer.OnImages;
import io.github.bnn4j.packed.layer.PackedLayer;
import java.util.List;

/** The layers of a packed network in the language of Graphviz. */
final class DotGraph {

    private DotGraph() {}

    /** Returns the graph: a box for each layer, thick where weights are bits, and an arrow for each value that it takes. */
    static String of(PackedContent content) {
        StringBuilder dot = new StringBuilder("digraph network {\n  node [shape=box, fontname=sans];\n");
        dot.append(box(
                0, "input\\n" + content.input().shape() + " " + content.input().type(), "style=rounded"));
        for (int i = 0; i < content.layers().size(); i++) {
            PackedLayer layer = content.layers().get(i);
            String size = layer instanceof OnImages images
                    ? images.outputImage().toString()
                    : String.valueOf(layer.outputs());
            dot.append(box(
                    i + 1,
                    i + " " + layer.getClass().getSimpleName() + "\\n" + size + " " + layer.outputType(),
                    layer instanceof BinaryWeights ? "penwidth=3" : "penwidth=1"));
        }
        for (int i = 0; i < content.layers().size(); i++) {
            List<Integer> sources = content.wiring().sources().get(i);
            for (int source : sources) {
                dot.append("  v").append(source).append(" -> v").append(i + 1).append(";\n");
            }
        }
        return dot.append("}\n").toString();
    }

    private static String box(int value, String label, String style) {
        return "  v" + value + " [label=\"" + label + "\", " + style + "];\n";
    }
}
