package io.github.bnn4j.onnx.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/** An ONNX file that a test writes by hand. */
public final class WrittenOnnx {

    public static final String QONNX = "qonnx.custom_op.general";

    private final ModelProto.Builder model = ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13));

    private final GraphProto.Builder graph = model.getGraphBuilder();

    /** Takes a value x of floats. */
    public WrittenOnnx(long... shape) {
        graph.addInput(value("x", TensorProto.DataType.FLOAT, shape));
    }

    public static ValueInfoProto value(String name, TensorProto.DataType type, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long dimension : shape) {
            TensorShapeProto.Dimension.Builder added = dimensions.addDimBuilder();
            if (dimension == -1) {
                added.setDimParam("N");
            } else {
                added.setDimValue(dimension);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(dimensions)))
                .build();
    }

    /** To change what the methods here do not. */
    public ModelProto.Builder model() {
        return model;
    }

    public GraphProto.Builder graph() {
        return graph;
    }

    /** Adds a node that is named after its output. */
    public WrittenOnnx node(String operator, String inputs, String output, AttributeProto... attributes) {
        return node("", operator, inputs, output, attributes);
    }

    /** Adds a node that is named after its output; names of inputs stand between blanks. */
    public WrittenOnnx node(
            String domain, String operator, String inputs, String output, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setName("to " + output)
                .setDomain(domain)
                .setOpType(operator)
                .addAllInput(inputs.isEmpty() ? List.of() : List.of(inputs.split(" ")))
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return this;
    }

    public WrittenOnnx output(String name) {
        graph.addOutput(ValueInfoProto.newBuilder().setName(name));
        return this;
    }

    public WrittenOnnx floats(String name, List<Long> shape, float... values) {
        graph.addInitializer(floats(shape, values).toBuilder().setName(name));
        return this;
    }

    public static TensorProto floats(List<Long> shape, float... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(shape);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    public WrittenOnnx integers(String name, long... values) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(values.length)
                .addAllInt64Data(Arrays.stream(values).boxed().toList()));
        return this;
    }

    public WrittenOnnx initializer(TensorProto.Builder tensor, String name) {
        graph.addInitializer(tensor.setName(name));
        return this;
    }

    public static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    public static AttributeProto integers(String name, Long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(List.of(values))
                .build();
    }

    public static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    public static AttributeProto reals(String name, Float... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOATS)
                .addAllFloats(List.of(values))
                .build();
    }

    public static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    public static AttributeProto tensor(String name, TensorProto value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.TENSOR)
                .setT(value)
                .build();
    }

    /** Says by FINN's annotation what a value consists of. */
    public WrittenOnnx annotation(String value, String type) {
        graph.addQuantizationAnnotation(Onnx.TensorAnnotation.newBuilder()
                .setTensorName(value)
                .addQuantParameterTensorNames(Onnx.StringStringEntryProto.newBuilder()
                        .setKey("finn_datatype")
                        .setValue(type)));
        return this;
    }

    public byte[] bytes() {
        return model.build().toByteArray();
    }

    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }
}
