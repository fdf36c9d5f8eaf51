package io.github.bnn4j.onnx.evaluator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;

/** Evaluates an ONNX file in double precision, slowly and plainly, as the specification of each operator says it. */
public final class OnnxEvaluator {

    private final ModelProto model;
    private final int opset;

    public OnnxEvaluator(ModelProto model) {
        this.model = model;
        this.opset = model.getOpsetImportList().stream()
                .filter(id -> id.getDomain().isEmpty())
                .mapToInt(id -> (int) id.getVersion())
                .findFirst()
                .orElseThrow();
    }

    /** Returns the output of the graph. */
    public NdArray output(NdArray input) {
        return all(input).get(model.getGraph().getOutput(0).getName());
    }

    /** Returns every value of the graph by its name. */
    public Map<String, NdArray> all(NdArray input) {
        Map<String, NdArray> values = new HashMap<>();
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            values.put(tensor.getName(), FileTensors.of(tensor));
        }
        model.getGraph().getInputList().stream()
                .filter(info -> !values.containsKey(info.getName()))
                .findFirst()
                .ifPresent(info -> values.put(info.getName(), input));
        for (NodeProto node : model.getGraph().getNodeList()) {
            List<Optional<NdArray>> inputs = node.getInputList().stream()
                    .map(name -> Optional.ofNullable(values.get(name)))
                    .toList();
            List<NdArray> outputs = apply(node, new NodeInputs(inputs), new NodeAttributes(node));
            for (int i = 0; i < node.getOutputCount(); i++) {
                values.put(node.getOutput(i), outputs.get(i));
            }
        }
        return values;
    }

    /** NodeInputs of a node; those that are left out are null. */
    private record NodeInputs(List<Optional<NdArray>> values) {

        NdArray get(int i) {
            return i < values.size() ? values.get(i).orElse(null) : null;
        }

        List<NdArray> all() {
            return values.stream().map(Optional::orElseThrow).toList();
        }
    }

    private List<NdArray> apply(NodeProto node, NodeInputs in, NodeAttributes attributes) {
        if (node.getOpType().equals("TopK")) {
            return topK(in, attributes);
        }
        NdArray x = in.get(0);
        return List.of(
                switch (node.getOpType()) {
                    case "Add" -> SlowBroadcasts.binary(x, in.get(1), Double::sum);
                    case "Sub" -> SlowBroadcasts.binary(x, in.get(1), (a, b) -> a - b);
                    case "Mul" -> SlowBroadcasts.binary(x, in.get(1), (a, b) -> a * b);
                    case "Div" -> divide(x, in.get(1));
                    case "Pow" -> SlowBroadcasts.binary(x, in.get(1), Math::pow);
                    case "Greater" -> SlowBroadcasts.binary(x, in.get(1), (a, b) -> a > b ? 1 : 0);
                    case "GreaterOrEqual" -> SlowBroadcasts.binary(x, in.get(1), (a, b) -> a >= b ? 1 : 0);
                    case "Less" -> SlowBroadcasts.binary(x, in.get(1), (a, b) -> a < b ? 1 : 0);
                    case "LessOrEqual" -> SlowBroadcasts.binary(x, in.get(1), (a, b) -> a <= b ? 1 : 0);
                    case "Where" -> SlowBroadcasts.where(x, in.get(1), in.get(2));
                    case "PRelu" -> SlowBroadcasts.binary(x, in.get(1), (a, slope) -> a < 0 ? slope * a : a);
                    case "Neg" -> SlowBroadcasts.unary(x, a -> -a);
                    case "Sqrt" -> SlowBroadcasts.unary(x, Math::sqrt);
                    case "Sign" -> SlowBroadcasts.unary(x, Math::signum);
                    case "Round" -> SlowBroadcasts.unary(x, Math::rint);
                    case "Relu" -> SlowBroadcasts.unary(x, a -> Math.max(0, a));
                    case "LeakyRelu" -> leaky(x, attributes.number("alpha", .01));
                    case "Clip" -> clip(in, attributes);
                    case "Identity", "Dropout" -> x;
                    case "Cast" -> cast(x, attributes.integer("to", 0));
                    case "Constant" -> constant(attributes);
                    case "ConstantOfShape" -> constantOfShape(x, attributes);
                    case "Shape" ->
                        NdArray.integers(
                                Arrays.stream(x.shape()).asDoubleStream().toArray());
                    case "Transpose" ->
                        SlowShapes.transpose(x, attributes.integers("perm", SlowShapes.reversed(x.rank())));
                    case "Reshape" -> SlowShapes.reshape(x, ints(in.get(1)), attributes.integer("allowzero", 0) == 1);
                    case "Flatten" -> SlowShapes.flatten(x, attributes.integer("axis", 1));
                    case "Squeeze" -> SlowShapes.squeeze(x, axes(in, attributes));
                    case "Unsqueeze" -> SlowShapes.unsqueeze(x, axes(in, attributes));
                    case "Concat" -> SlowShapes.concat(in.all(), attributes.integer("axis", 0));
                    case "Gather" -> SlowShapes.gather(x, in.get(1), attributes.integer("axis", 0));
                    case "Pad" -> pad(in, attributes);
                    case "MatMul" -> SlowProducts.matMul(x, in.get(1));
                    case "Gemm" -> SlowProducts.gemm(x, in.get(1), in.get(2), attributes);
                    case "Conv" -> SlowWindows.conv(x, in.get(1), in.get(2), attributes);
                    case "MaxPool" -> SlowWindows.maxPool(x, attributes);
                    case "AveragePool" -> SlowWindows.averagePool(x, attributes);
                    case "GlobalAveragePool" -> SlowReductions.mean(x, new int[] {2, 3}, true);
                    case "ReduceMean" ->
                        SlowReductions.mean(x, axes(in, attributes), attributes.integer("keepdims", 1) == 1);
                    case "Softmax" ->
                        SlowReductions.softmax(x, attributes.integer("axis", opset < 13 ? 1 : -1), opset < 13);
                    case "ArgMax" ->
                        SlowReductions.argMax(x, attributes.integer("axis", 0), attributes.integer("keepdims", 1) == 1);
                    case "BatchNormalization" ->
                        SlowQuantizers.batchNorm(
                                x, in.get(1), in.get(2), in.get(3), in.get(4), attributes.number("epsilon", 1e-5f));
                    case "BipolarQuant" -> SlowQuantizers.bipolarQuant(x, in.get(1));
                    case "Quant" -> SlowQuantizers.quant(x, in.get(1), in.get(2), in.get(3), attributes);
                    case "MultiThreshold" -> SlowQuantizers.multiThreshold(x, in.get(1), attributes);
                    default -> throw new IllegalArgumentException(node.getOpType());
                });
    }

    private static NdArray divide(NdArray a, NdArray b) {
        return a.integer() && b.integer()
                ? SlowBroadcasts.binary(a, b, (x, y) -> (long) x / (long) y)
                : SlowBroadcasts.binary(a, b, (x, y) -> x / y);
    }

    private static NdArray leaky(NdArray x, double alpha) {
        return SlowBroadcasts.unary(x, a -> a < 0 ? alpha * a : a);
    }

    private static NdArray clip(NodeInputs in, NodeAttributes attributes) {
        double min = in.get(1) != null ? in.get(1).values()[0] : attributes.number("min", Double.NEGATIVE_INFINITY);
        double max = in.get(2) != null ? in.get(2).values()[0] : attributes.number("max", Double.POSITIVE_INFINITY);
        return SlowBroadcasts.unary(in.get(0), a -> Math.min(max, Math.max(min, a)));
    }

    private static NdArray cast(NdArray x, int to) {
        return switch (to) {
            case TensorProto.DataType.FLOAT_VALUE, TensorProto.DataType.DOUBLE_VALUE ->
                NdArray.of(x.shape(), x.values());
            case TensorProto.DataType.BOOL_VALUE -> SlowBroadcasts.unary(x, a -> a == 0 ? 0 : 1);
            case TensorProto.DataType.INT64_VALUE, TensorProto.DataType.INT32_VALUE ->
                new NdArray(x.shape(), SlowBroadcasts.unary(x, a -> (long) a).values(), true);
            default -> throw new IllegalArgumentException("Cast to " + to);
        };
    }

    private static NdArray constant(NodeAttributes attributes) {
        if (attributes.has("value_float")) {
            return NdArray.of(new int[0], attributes.number("value_float", 0));
        }
        if (attributes.has("value_int")) {
            return new NdArray(new int[0], new double[] {attributes.integer("value_int", 0)}, true);
        }
        if (attributes.has("value_ints")) {
            return NdArray.integers(Arrays.stream(attributes.integers("value_ints"))
                    .asDoubleStream()
                    .toArray());
        }
        if (attributes.has("value_floats")) {
            double[] values = attributes.numbers("value_floats");
            return NdArray.of(new int[] {values.length}, values);
        }
        return attributes.tensor("value");
    }

    private static NdArray constantOfShape(NdArray shape, NodeAttributes attributes) {
        NdArray value = attributes.has("value") ? attributes.tensor("value") : NdArray.of(new int[] {1}, 0);
        double[] values = new double[NdArray.sizeOf(ints(shape))];
        Arrays.fill(values, value.values()[0]);
        return new NdArray(ints(shape), values, value.integer());
    }

    private static NdArray pad(NodeInputs in, NodeAttributes attributes) {
        if (!attributes.text("mode", "constant").equals("constant")) {
            throw new IllegalArgumentException("Pad by " + attributes.text("mode", ""));
        }
        int[] pads = in.get(1) != null ? ints(in.get(1)) : attributes.integers("pads");
        double value = in.get(2) != null ? in.get(2).values()[0] : attributes.number("value", 0);
        return SlowShapes.pad(in.get(0), pads, value);
    }

    private static int[] axes(NodeInputs in, NodeAttributes attributes) {
        return in.get(1) != null ? ints(in.get(1)) : attributes.integers("axes");
    }

    /** The largest along the last axis, of equal ones the first; values and indices. */
    private static List<NdArray> topK(NodeInputs in, NodeAttributes attributes) {
        NdArray x = in.get(0);
        int k = in.get(1) != null ? (int) in.get(1).values()[0] : attributes.integer("k", 1);
        int axis = x.axis(attributes.integer("axis", -1));
        if (k != 1) {
            throw new IllegalArgumentException("TopK of " + k);
        }
        NdArray index = SlowReductions.argMax(x, axis, true);
        NdArray value = NdArray.zeros(index.shape());
        for (int i = 0; i < index.values().length; i++) {
            int[] at = index.coordinates(i);
            at[axis] = (int) index.values()[i];
            value.values()[i] = x.get(at);
        }
        return List.of(value, index);
    }

    private static int[] ints(NdArray x) {
        return Arrays.stream(x.values()).mapToInt(value -> (int) value).toArray();
    }
}
