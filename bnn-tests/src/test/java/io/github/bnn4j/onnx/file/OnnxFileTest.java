package io.github.bnn4j.onnx.file;

import static io.github.bnn4j.onnx.file.WrittenOnnx.integer;
import static io.github.bnn4j.onnx.file.WrittenOnnx.integers;
import static io.github.bnn4j.onnx.file.WrittenOnnx.real;
import static io.github.bnn4j.onnx.file.WrittenOnnx.reals;
import static io.github.bnn4j.onnx.file.WrittenOnnx.tensor;
import static io.github.bnn4j.onnx.file.WrittenOnnx.text;
import static io.github.bnn4j.onnx.file.WrittenOnnx.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.model.OnnxModel;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.onnx.model.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import onnx.Onnx;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.protobuf.ByteString;

class OnnxFileTest {

    @TempDir
    Path directory;

    private OnnxModel read(WrittenOnnx written) throws IOException {
        return OnnxFile.read(written.write(directory.resolve("network.onnx")));
    }

    private static WrittenOnnx signOfSum() {
        return new WrittenOnnx(-1, 2)
                .floats("b", List.of(2L), 1, 2)
                .node("Add", "x b", "sum")
                .node("Sign", "sum", "y")
                .output("y");
    }

    @Test
    void readsWhatTheFileSays() throws IOException {
        OnnxModel model = read(signOfSum());

        assertThat(model.opset()).isEqualTo(13);
        assertThat(model.input()).isEqualTo("x");
        assertThat(model.inputShape()).containsExactly(-1, 2);
        assertThat(model.output()).isEqualTo("y");
        assertThat(model.nodes()).extracting(OnnxNode::operator).containsExactly("Add", "Sign");
        OnnxNode add = model.nodes().get(0);
        assertThat(add.name()).isEqualTo("to sum (Add)");
        assertThat(add.inputs()).containsExactly("x", "b");
        assertThat(add.outputs()).containsExactly("sum");
        assertThat(model.constants()).containsOnlyKeys("b");
        assertThat(model.constants().get("b").type()).isEqualTo(Tensor.Type.FLOAT);
        assertThat(model.constants().get("b").shape()).containsExactly(2);
        assertThat(model.constants().get("b").values()).containsExactly(1, 2);
    }

    @Test
    void attributesKeepTheirTypes() throws IOException {
        OnnxModel model = read(new WrittenOnnx(1, 2)
                .node(
                        "Some",
                        "x",
                        "y",
                        integer("i", 3),
                        integers("is", 4L, -5L),
                        real("f", 0.1f),
                        reals("fs", 1f, 2f),
                        text("s", "NHWC"),
                        tensor("t", WrittenOnnx.floats(List.of(), 7)))
                .output("y"));

        assertThat(model.nodes().get(0).attributes())
                .contains(
                        entry("i", 3L),
                        entry("is", List.of(4L, -5L)),
                        entry("f", (double) 0.1f),
                        entry("fs", List.of(1.0, 2.0)),
                        entry("s", "NHWC"))
                .hasEntrySatisfying(
                        "t", value -> assertThat(((Tensor) value).values()).containsExactly(7));
    }

    @Test
    void nodesStandAfterThoseTheyTakeAndOthersAreLeftOut() throws IOException {
        OnnxModel model = read(new WrittenOnnx(1, 2)
                .node("Sign", "sum", "y")
                .node("If", "x", "unused", graph("then_branch"))
                .node("Add", "neg x", "sum")
                .node("Neg", "x", "neg")
                .output("y"));

        assertThat(model.nodes()).extracting(OnnxNode::operator).containsExactly("Neg", "Add", "Sign");
    }

    @Test
    void aLongChainIsReadInOrder() throws IOException {
        int count = 50_000;
        WrittenOnnx chain = new WrittenOnnx(1, 2);
        for (int i = count; i > 0; i--) {
            chain.node("Neg", i == 1 ? "x" : "v" + (i - 1), "v" + i);
        }

        OnnxModel model = read(chain.output("v" + count));

        assertThat(model.nodes()).hasSize(count);
        assertThat(model.nodes().get(0).inputs()).containsExactly("x");
    }

    @Test
    void initializersAmongTheInputsAreNoInputs() throws IOException {
        WrittenOnnx written = signOfSum();
        written.graph().addInput(0, value("b", DataType.FLOAT, 2));

        assertThat(read(written).input()).isEqualTo("x");
    }

    @Test
    void constantNodesAreConstants() throws IOException {
        OnnxModel model = read(new WrittenOnnx(1, 2)
                .node("Constant", "", "a", tensor("value", WrittenOnnx.floats(List.of(2L), 1, 2)))
                .node("Constant", "", "b", real("value_float", 3))
                .node("Constant", "", "c", integer("value_int", 4))
                .node("Constant", "", "d", reals("value_floats", 5f, 6f))
                .node("Constant", "", "e", integers("value_ints", 7L))
                .node("Some", "x a b c d e", "y")
                .output("y"));

        assertThat(model.nodes()).hasSize(1);
        assertThat(model.constants()).containsOnlyKeys("a", "b", "c", "d", "e");
        assertThat(model.constants().get("a").values()).containsExactly(1, 2);
        assertThat(model.constants().get("b").shape()).isEmpty();
        assertThat(model.constants().get("c").type()).isEqualTo(Tensor.Type.INTEGER);
        assertThat(model.constants().get("d").values()).containsExactly(5, 6);
        assertThat(model.constants().get("e").shape()).containsExactly(1);
    }

    @Test
    void annotationsAreOfFinnOrOfTheInputsOwnType() throws IOException {
        assertThat(read(signOfSum()).annotations()).isEmpty();
        assertThat(read(signOfSum().annotation("x", "UINT8").annotation("b", "BIPOLAR"))
                        .annotations())
                .containsOnly(entry("x", "UINT8"), entry("b", "BIPOLAR"));
        WrittenOnnx bytes = signOfSum();
        bytes.graph().setInput(0, value("x", DataType.UINT8, 1, 2));
        assertThat(read(bytes).annotations()).containsOnly(entry("x", "UINT8"));
    }

    @Test
    void quantizersAreKnownWhateverFunctionTheFileHasForThem() throws IOException {
        WrittenOnnx written = new WrittenOnnx(1, 2)
                .floats("s", List.of(), 1)
                .node(WrittenOnnx.QONNX, "BipolarQuant", "x s", "y")
                .output("y");
        written.model()
                .addFunctions(Onnx.FunctionProto.newBuilder()
                        .setDomain(WrittenOnnx.QONNX)
                        .setName("BipolarQuant"));

        OnnxNode node = read(written).nodes().get(0);

        assertThat(node.domain()).isEqualTo(WrittenOnnx.QONNX);
        assertThat(node.operator()).isEqualTo("BipolarQuant");
    }

    private static Onnx.AttributeProto graph(String name) {
        return Onnx.AttributeProto.newBuilder()
                .setName(name)
                .setType(Onnx.AttributeProto.AttributeType.GRAPH)
                .setG(Onnx.GraphProto.newBuilder())
                .build();
    }

    static Stream<Arguments> elements() {
        return Stream.of(
                Arguments.of(DataType.FLOAT, 4, Float.floatToRawIntBits(-1.5f), -1.5),
                Arguments.of(DataType.DOUBLE, 8, Double.doubleToRawLongBits(0.1), 0.1),
                Arguments.of(DataType.FLOAT16, 2, 0x3C01, 1 + 1.0 / 1024),
                Arguments.of(DataType.FLOAT16, 2, 0x8001, -Math.pow(2, -24)),
                Arguments.of(DataType.FLOAT16, 2, 0x7BFF, 65504),
                Arguments.of(DataType.FLOAT16, 2, 0xFC00, Double.NEGATIVE_INFINITY),
                Arguments.of(DataType.BFLOAT16, 2, 0xBFC0, -1.5),
                Arguments.of(DataType.INT8, 1, 0xFF, -1),
                Arguments.of(DataType.UINT8, 1, 0xFF, 255),
                Arguments.of(DataType.INT16, 2, 0x8000, -32768),
                Arguments.of(DataType.UINT16, 2, 0x8000, 32768),
                Arguments.of(DataType.INT32, 4, -7, -7),
                Arguments.of(DataType.UINT32, 4, 0xFFFFFFFFL, 4294967295.0),
                Arguments.of(DataType.INT64, 8, -(1L << 53), -0x1p53),
                Arguments.of(DataType.UINT64, 8, 1L << 63, 0x1p63),
                Arguments.of(DataType.BOOL, 1, 1, 1),
                Arguments.of(DataType.BOOL, 1, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("elements")
    void elementsAreReadRawAndTyped(DataType type, int bytes, long bits, double expected) throws IOException {
        byte[] raw = new byte[2 * bytes];
        byte[] one = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bits)
                .array();
        System.arraycopy(one, 0, raw, bytes, bytes);
        TensorProto.Builder typed = TensorProto.newBuilder();
        switch (type) {
            case FLOAT -> typed.addFloatData(0).addFloatData((float) expected);
            case DOUBLE -> typed.addDoubleData(0).addDoubleData(expected);
            case INT64 -> typed.addInt64Data(0).addInt64Data(bits);
            case UINT32, UINT64 -> typed.addUint64Data(0).addUint64Data(bits);
            default -> typed.addInt32Data(0).addInt32Data((int) bits);
        }

        for (TensorProto.Builder tensor :
                List.of(TensorProto.newBuilder().setRawData(ByteString.copyFrom(raw)), typed)) {
            OnnxModel model = read(new WrittenOnnx(1, 2)
                    .initializer(tensor.setDataType(type.getNumber()).addDims(2), "c")
                    .node("Some", "x c", "y")
                    .output("y"));
            assertThat(model.constants().get("c").values()).containsExactly(0, expected);
        }
    }

    private static WrittenOnnx withInitializer(TensorProto.Builder tensor) {
        return new WrittenOnnx(1, 2)
                .initializer(tensor, "c")
                .node("Add", "x c", "y")
                .output("y");
    }

    private static TensorProto.Builder floats(long... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setDataType(DataType.FLOAT_VALUE).addFloatData(1);
        for (long dimension : shape) {
            tensor.addDims(dimension);
        }
        return tensor;
    }

    private static WrittenOnnx withInput(Onnx.ValueInfoProto input) {
        WrittenOnnx written = signOfSum();
        written.graph().setInput(0, input);
        return written;
    }

    private static WrittenOnnx withOpset(long... versions) {
        WrittenOnnx written = signOfSum();
        written.model().clearOpsetImport();
        for (long version : versions) {
            written.model().addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setVersion(version));
        }
        return written;
    }

    private static WrittenOnnx withFunction() {
        WrittenOnnx written =
                new WrittenOnnx(1, 2).node("mine", "Twice", "x", "y").output("y");
        written.model()
                .addFunctions(Onnx.FunctionProto.newBuilder().setDomain("mine").setName("Twice"));
        return written;
    }

    private static WrittenOnnx sparse() {
        WrittenOnnx written = signOfSum();
        written.graph()
                .addSparseInitializer(Onnx.SparseTensorProto.newBuilder()
                        .setValues(TensorProto.newBuilder().setName("thin")));
        return written;
    }

    private static WrittenOnnx twoInputs() {
        WrittenOnnx written = signOfSum();
        written.graph().addInput(value("z", DataType.FLOAT, 1));
        return written;
    }

    private static WrittenOnnx nested() {
        Onnx.GraphProto graph = Onnx.GraphProto.newBuilder().build();
        for (int i = 0; i < 200; i++) {
            graph = Onnx.GraphProto.newBuilder()
                    .addNode(Onnx.NodeProto.newBuilder()
                            .addAttribute(Onnx.AttributeProto.newBuilder().setG(graph)))
                    .build();
        }
        WrittenOnnx written = signOfSum();
        written.graph().addAllNode(graph.getNodeList());
        return written;
    }

    static Stream<Arguments> refused() {
        TensorProto.Builder elsewhere = TensorProto.newBuilder()
                .setDataType(DataType.FLOAT_VALUE)
                .addDims(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(Onnx.StringStringEntryProto.newBuilder()
                        .setKey("location")
                        .setValue("/etc/passwd"));
        long large = 1L << 40;
        return Stream.of(
                Arguments.of(new WrittenOnnx(1, 2), "without nodes"),
                Arguments.of(twoInputs(), "2 inputs (\"x\", \"z\")"),
                Arguments.of(signOfSum().output("sum"), "2 outputs (\"y\", \"sum\")"),
                Arguments.of(new WrittenOnnx(1, 2).node("Neg", "x", "y"), "0 outputs"),
                Arguments.of(new WrittenOnnx(1, 2).node("Neg", "x", "y").output("z"), "no node makes the output \"z\""),
                Arguments.of(new WrittenOnnx(1, 2).node("Neg", "x", "y").output("x"), "no node makes the output \"x\""),
                Arguments.of(
                        new WrittenOnnx(1, 2).node("Add", "x w", "y").output("y"), "to y (Add) takes the value \"w\""),
                Arguments.of(
                        signOfSum().node("Neg", "x", "sum"),
                        "to sum (Neg) makes the value \"sum\", which exists already"),
                Arguments.of(signOfSum().node("Neg", "x", "b"), "makes the value \"b\""),
                Arguments.of(signOfSum().node("Neg", "y", "x"), "makes the value \"x\""),
                Arguments.of(signOfSum().floats("b", List.of(), 1), "initializer \"b\" appears twice"),
                Arguments.of(
                        new WrittenOnnx(1, 2)
                                .node("Add", "x b", "a")
                                .node("Neg", "a", "b")
                                .output("b"),
                        "to a (Add) depends on its own result"),
                Arguments.of(
                        new WrittenOnnx(1, 2)
                                .floats("c", List.of(), 1)
                                .node("Neg", "c", "y")
                                .output("y"),
                        "does not depend on the input \"x\""),
                Arguments.of(
                        new WrittenOnnx(1, 2)
                                .node("If", "x", "y", graph("then_branch"))
                                .output("y"),
                        "to y (If): attribute \"then_branch\" is a graph"),
                Arguments.of(
                        new WrittenOnnx(1, 2)
                                .node("Neg", "x", "y", integer("a", 1), integer("a", 1))
                                .output("y"),
                        "attribute \"a\" appears twice"),
                Arguments.of(new WrittenOnnx(1, 2).node("", "x", "y").output("y"), "has no operator"),
                Arguments.of(withFunction(), "to y (Twice) calls a function of the file, of the domain \"mine\""),
                Arguments.of(nested(), "nested"),
                Arguments.of(sparse(), "\"thin\" is sparse"),
                Arguments.of(withInitializer(elsewhere), "initializer \"c\" is kept in another file"),
                Arguments.of(withInitializer(floats(-1)), "initializer \"c\" has a dimension of -1"),
                Arguments.of(withInitializer(floats(-1, -1)), "initializer \"c\" has a dimension of -1"),
                Arguments.of(withInitializer(floats(large)), "a dimension of " + large),
                Arguments.of(withInitializer(floats(0, large)), "a dimension of " + large),
                Arguments.of(withInitializer(floats(1 << 30, 1 << 30)), "too many elements"),
                Arguments.of(withInitializer(floats(1 << 16, 1 << 16, 1 << 16, 1 << 16)), "too many elements"),
                Arguments.of(withInitializer(floats(1_000_000_000)), "has 1 values of type FLOAT"),
                Arguments.of(withInitializer(floats(0)), "has 1 values of type FLOAT"),
                Arguments.of(withInitializer(floats(new long[33])), "33 dimensions"),
                Arguments.of(
                        withInitializer(floats(1).setRawData(ByteString.copyFrom(new byte[4]))), "its values twice"),
                Arguments.of(
                        withInitializer(floats(1).clearFloatData().setRawData(ByteString.copyFrom(new byte[3]))),
                        "has 3 bytes of type FLOAT"),
                Arguments.of(withInitializer(floats(1).setDataType(DataType.STRING_VALUE)), "of the type STRING"),
                Arguments.of(withInitializer(floats(1).setDataType(99)), "of the type 99"),
                Arguments.of(withInitializer(floats(1).setSegment(TensorProto.Segment.newBuilder())), "segment"),
                Arguments.of(
                        withInput(value("x", DataType.FLOAT, -1, -1)),
                        "unknown size: its dimension 1 is left open as \"N\""),
                Arguments.of(withInput(value("x", DataType.FLOAT)), "unknown size"),
                Arguments.of(withInput(value("x", DataType.FLOAT, 1, 0)), "\"x\" has a dimension of 0"),
                Arguments.of(withInput(value("x", DataType.FLOAT, 1, -5)), "\"x\" has a dimension of -5"),
                Arguments.of(withInput(value("x", DataType.FLOAT, 1, large)), "\"x\" has a dimension of " + large),
                Arguments.of(withInput(value("x", DataType.FLOAT, 1, 1 << 16, 1 << 16)), "\"x\" is too large"),
                Arguments.of(withInput(value("x", DataType.STRING, 1, 2)), "of the type STRING"),
                Arguments.of(withOpset(), "0 versions"),
                Arguments.of(withOpset(9, 13), "2 versions"),
                Arguments.of(withOpset(6), "version 6"),
                Arguments.of(withOpset(large), "version " + large));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNotKnownIsRefusedByName(WrittenOnnx written, String why) {
        assertThatThrownBy(() -> read(written))
                .isInstanceOf(OnnxException.class)
                .hasMessageStartingWith(directory.resolve("network.onnx") + ": ")
                .hasMessageContaining(why);
    }

    @Test
    void aFileThatIsNotThereIsAnotherMatter() {
        assertThatThrownBy(() -> OnnxFile.read(directory.resolve("none.onnx"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> OnnxFile.read(directory)).isInstanceOf(IOException.class);
    }
}
