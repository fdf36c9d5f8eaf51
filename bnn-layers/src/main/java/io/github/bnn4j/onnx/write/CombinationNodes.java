package io.github.bnn4j.onnx.write;

import io.github.bnn4j.packed.layer.Concatenate;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.ArrayList;
import java.util.List;

/** Layers that make one value of several. */
final class CombinationNodes {

    private final LayerScope scope;

    CombinationNodes(LayerScope scope) {
        this.scope = scope;
    }

    /**
     * Values of one example one by one.
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
        if (layer.pixels() == 1) {
            return vectors(sources);
        }
        ImageShape first = sources.get(0).image();
        boolean images = first != null && first.pixels() == layer.pixels();
        for (int i = 0; images && i < features.length; i++) {
            images = sources.get(i).isImage(new ImageShape(features[i], first.height(), first.width()));
        }
        if (images) {
            int channels = layer.outputs() / layer.pixels();
            return ExportedValue.image(
                    concatenated(sources.stream().map(ExportedValue::name).toList(), 1),
                    new ImageShape(channels, first.height(), first.width()));
        }
        List<String> pixels = new ArrayList<>();
        for (int i = 0; i < features.length; i++) {
            pixels.add(scope.pixels(sources.get(i), layer.pixels(), features[i]));
        }
        String joined = concatenated(pixels, 2);
        return ExportedValue.vector(
                scope.node("Flatten", "flat", List.of(joined), Attributes.of("axis", 1L)), layer.outputs());
    }

    private ExportedValue vectors(List<ExportedValue> sources) {
        List<String> names = new ArrayList<>();
        int width = 0;
        for (ExportedValue source : sources) {
            names.add(scope.vector(source).name());
            width += source.width();
        }
        int[] order = new int[width];
        int from = 0;
        for (ExportedValue source : sources) {
            for (int i = 0; i < source.width(); i++) {
                order[from + i] = from + source.packed(i);
            }
            from += source.width();
        }
        boolean ordered = sources.stream().anyMatch(source -> source.order() != null);
        return new ExportedValue(concatenated(names, 1), null, width, ordered ? order : null);
    }

    private String concatenated(List<String> values, long axis) {
        return scope.node("Concat", "joined", values, Attributes.of("axis", axis));
    }
}
