package io.github.bnn4j.onnx.write;

import io.github.bnn4j.packed.layer.Concatenate;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Layers that make one value of several. */
final class CombinationNodes {

    private final LayerScope scope;

    CombinationNodes(LayerScope scope) {
        this.scope = scope;
    }

    /**
     * Returns the values of one example one by one.
     *
     * @param operator Add or Mul, of two after the other
     */
    ExportedValue pairwise(String operator, List<ExportedValue> sources) {
        List<ExportedValue> like = alike(sources);
        String result = like.get(0).name();
        for (ExportedValue source : like.subList(1, like.size())) {
            result = scope.node(operator, "combined", List.of(result, source.name()));
        }
        return like.get(0).named(result);
    }

    private List<ExportedValue> alike(List<ExportedValue> sources) {
        return sources.stream().allMatch(sources.get(0)::isLike)
                ? sources
                : sources.stream().map(scope::packedOrder).toList();
    }

    ExportedValue sideBySide(List<ExportedValue> sources, Concatenate layer) {
        int[] features = layer.features();
        ImageShape first = sources.get(0).image();
        boolean images = first != null && first.pixels() == layer.pixels();
        for (int i = 0; images && i < features.length; i++) {
            images = sources.get(i).isImage(new ImageShape(features[i], first.height(), first.width()));
        }
        return images
                ? ExportedValue.image(
                        concatenated(sources.stream().map(ExportedValue::name).toList()),
                        new ImageShape(layer.outputs() / layer.pixels(), first.height(), first.width()))
                : vectors(sources, layer);
    }

    /** Puts one vector behind the other, whichever pixels they are of: what takes the result has its weights in their order. */
    private ExportedValue vectors(List<ExportedValue> sources, Concatenate layer) {
        int[] features = layer.features();
        int all = layer.outputs() / layer.pixels();
        int[] order = new int[layer.outputs()];
        int at = 0;
        int feature = 0;
        List<String> names = new ArrayList<>();
        for (int source = 0; source < features.length; source++) {
            ExportedValue vector = scope.vector(sources.get(source));
            names.add(vector.name());
            for (int i = 0; i < vector.width(); i++) {
                int packed = vector.packed(i);
                order[at++] = packed / features[source] * all + feature + packed % features[source];
            }
            feature += features[source];
        }
        boolean inOrder = IntStream.range(0, order.length).allMatch(i -> order[i] == i);
        return new ExportedValue(concatenated(names), null, layer.outputs(), inOrder ? null : order);
    }

    private String concatenated(List<String> values) {
        return scope.node("Concat", "joined", values, Attributes.of("axis", 1L));
    }
}
