package io.github.bnn4j.onnx.write;

import io.github.bnn4j.packed.layer.ImageShape;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.TensorProto.DataType;

/**
 * The nodes of one layer are written here: their names begin with the layer's.
 *
 * @param layer its name
 */
record LayerScope(GraphWriter graph, String layer) {

    String node(String operator, String result, List<String> inputs, AttributeProto... attributes) {
        return graph.node(layer + "/" + operator, operator, layer + "/" + result, inputs, attributes);
    }

    String floats(String name, int[] shape, float... values) {
        return graph.floats(layer + "/" + name, shape, values);
    }

    String floats(String name, Parameter parameter) {
        return floats(name, parameter.shape(), parameter.floats());
    }

    String integers(String name, long... values) {
        return graph.integers(layer + "/" + name, values);
    }

    ExportedValue sign(ExportedValue x) {
        return x.named(graph.sign(layer, x.name()));
    }

    String signedWeights(int[] shape, float[] weights) {
        return graph.signedWeights(layer, floats("weights", shape, weights));
    }

    /**
     * Returns {@code scale * x + offset}, without what changes nothing, and rounded once, as in packed networks: in double
     * precision, if in single it would be rounded twice, or the numbers are not of single precision.
     */
    ExportedValue scaled(ExportedValue x, Parameter scale, Parameter offset) {
        boolean once = scale.areSigns() || offset.isAll(0);
        return once && scale.areFloats() && offset.areFloats()
                ? inSingle(x, scale, offset)
                : inDouble(x, scale, offset);
    }

    private ExportedValue inSingle(ExportedValue x, Parameter scale, Parameter offset) {
        String scaled = x.name();
        if (!scale.isAll(1)) {
            String factor = floats("scale", scale);
            if (scale.areSigns() && !scale.has(0)) {
                graph.annotate(factor, "BIPOLAR");
            }
            scaled = node("Mul", "scaled", List.of(scaled, factor));
        }
        if (!offset.isAll(0)) {
            scaled = node("Add", "shifted", List.of(scaled, floats("offset", offset)));
        }
        return x.named(scaled);
    }

    private ExportedValue inDouble(ExportedValue x, Parameter scale, Parameter offset) {
        String scaled = graph.cast(layer, "exact", x.name(), DataType.DOUBLE);
        if (!scale.isAll(1)) {
            scaled = node("Mul", "scaled", List.of(scaled, doubles("scale", scale)));
        }
        if (!offset.isAll(0)) {
            scaled = node("Add", "shifted", List.of(scaled, doubles("offset", offset)));
        }
        return x.named(graph.cast(layer, "rounded", scaled, DataType.FLOAT));
    }

    private String doubles(String name, Parameter parameter) {
        return graph.doubles(layer + "/" + name, parameter.shape(), parameter.values());
    }

    /** Returns all values of an example in a row, in the order that they have in the file. */
    ExportedValue vector(ExportedValue x) {
        if (x.image() == null) {
            return x;
        }
        return new ExportedValue(flattened(x.name()), null, x.width(), x.order());
    }

    private String flattened(String value) {
        return node("Flatten", "flat", List.of(value), Attributes.of("axis", 1L));
    }

    /** Returns all values of an example in a row, in the order of the packed network. */
    ExportedValue packedOrder(ExportedValue x) {
        if (x.order() == null) {
            return vector(x);
        }
        if (x.image() != null && x.isImage(x.image())) {
            String channelsLast = node(
                    "Transpose", "channels_last", List.of(x.name()), Attributes.of("perm", new long[] {0, 2, 3, 1}));
            return ExportedValue.vector(flattened(channelsLast), x.width());
        }
        ExportedValue vector = vector(x);
        long[] places = new long[x.width()];
        for (int i = 0; i < places.length; i++) {
            places[x.packed(i)] = i;
        }
        String ordered = node(
                "Gather", "ordered", List.of(vector.name(), integers("places", places)), Attributes.of("axis", 1L));
        return ExportedValue.vector(ordered, x.width());
    }

    /** Returns an image as layers on images take it. */
    ExportedValue image(ExportedValue x, ImageShape shape) {
        if (x.isImage(shape)) {
            return x;
        }
        ExportedValue packed = packedOrder(x);
        if (ExportedValue.channelsLast(shape) == null) {
            return channelsFirst(packed, shape);
        }
        String image = reshaped(packed.name(), shape.height(), shape.width(), shape.channels());
        return ExportedValue.image(
                node("Transpose", "channels_first", List.of(image), Attributes.of("perm", new long[] {0, 3, 1, 2})),
                shape);
    }

    /** Returns an image as layers on images take it, of one as examples are given. */
    ExportedValue imageOfExample(ExportedValue x, ImageShape shape) {
        return shape.equals(x.image()) && x.order() == null
                ? ExportedValue.image(x.name(), shape)
                : channelsFirst(packedOrder(x), shape);
    }

    private ExportedValue channelsFirst(ExportedValue x, ImageShape shape) {
        return ExportedValue.image(reshaped(x.name(), shape.channels(), shape.height(), shape.width()), shape);
    }

    private String reshaped(String value, int... shape) {
        long[] sizes = new long[shape.length + 1];
        Arrays.setAll(sizes, i -> i == 0 ? -1 : shape[i - 1]);
        return node("Reshape", "reshaped", List.of(value, integers("shape", sizes)));
    }
}
