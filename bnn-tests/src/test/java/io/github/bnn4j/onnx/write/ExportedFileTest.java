package io.github.bnn4j.onnx.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.bnn4j.onnx.OnnxExport;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.codec.SampleContents;
import io.github.bnn4j.packed.codec.SampleGraphs;
import io.github.bnn4j.packed.format.PackedContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ONNX Runtime, QONNX and FINN need of a file, by their sources. */
class ExportedFileTest {

    private static final String DOMAIN = "qonnx.custom_op.general";

    @TempDir
    private Path directory;

    static Stream<PackedContent> networks() {
        return Stream.concat(SampleContents.all().stream(), SampleGraphs.all().stream());
    }

    private ModelProto exported(PackedContent content) throws IOException {
        Path file = directory.resolve("network.onnx");
        OnnxExport.write(new PackedNetwork(content), file);
        assertThat(directory).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.tmp");
        return ModelProto.parseFrom(Files.readAllBytes(file));
    }

    private static Map<String, NodeProto> byResult(ModelProto model) {
        Map<String, NodeProto> nodes = new HashMap<>();
        model.getGraph().getNodeList().forEach(node -> nodes.put(node.getOutput(0), node));
        return nodes;
    }

    private static Map<String, TensorProto> constants(ModelProto model) {
        Map<String, TensorProto> constants = new HashMap<>();
        model.getGraph().getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        return constants;
    }

    private static List<NodeProto> nodes(ModelProto model, String operator) {
        return model.getGraph().getNodeList().stream()
                .filter(node -> node.getOpType().equals(operator))
                .toList();
    }

    private static boolean isWeights(NodeProto quantizer, ModelProto model) {
        return constants(model).containsKey(quantizer.getInput(0));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void itHasBothDomainsAndAFunctionOfTheQuantizersName(PackedContent content) throws IOException {
        ModelProto model = exported(content);

        assertThat(model.getIrVersion()).isEqualTo(8);
        assertThat(model.getProducerName()).isEqualTo("bnn4j");
        assertThat(model.getProducerVersion()).isNotEmpty();
        assertThat(model.getOpsetImportList())
                .extracting(OperatorSetIdProto::getDomain, OperatorSetIdProto::getVersion)
                .containsExactlyInAnyOrder(tuple("", 16L), tuple(DOMAIN, 1L));
        FunctionProto function = model.getFunctions(0);
        assertThat(model.getFunctionsCount()).isEqualTo(1);
        assertThat(function.getDomain()).isEqualTo(DOMAIN);
        assertThat(function.getName()).isEqualTo("BipolarQuant");
        assertThat(function.getNodeList())
                .extracting(NodeProto::getOpType)
                .containsExactly("Constant", "GreaterOrEqual", "Neg", "Where");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void eachQuantizerHasTheScaleOneAndStandsWhereToolsExpectIt(PackedContent content) throws IOException {
        ModelProto model = exported(content);
        Map<String, TensorProto> constants = constants(model);
        Map<String, NodeProto> byResult = byResult(model);

        assertThat(nodes(model, "BipolarQuant").isEmpty())
                .isEqualTo(content.layers().stream()
                        .noneMatch(layer -> layer.getClass().getSimpleName().matches("Binary.*|Sign|FloatThresholds")));
        assertThat(nodes(model, "BipolarQuant")).allSatisfy(node -> {
            assertThat(node.getDomain()).isEqualTo(DOMAIN);
            TensorProto scale = constants.get(node.getInput(1));
            assertThat(scale.getDimsCount()).isZero();
            assertThat(scale.getRawData().toByteArray()).containsExactly(0, 0, 0x80, 0x3F);
            if (isWeights(node, model)) {
                assertThat(takers(model, node.getOutput(0)))
                        .singleElement()
                        .satisfies(taker -> assertThat(taker.getOpType()).isIn("MatMul", "Conv"));
            } else if (byResult.containsKey(node.getInput(0))) {
                assertThat(byResult.get(node.getInput(0)).getOpType())
                        .isIn("BatchNormalization", "Add", "Sub", "Mul", "Div");
            } else {
                assertThat(node.getInput(0))
                        .isEqualTo(model.getGraph().getInput(0).getName());
            }
        });
    }

    private static List<NodeProto> takers(ModelProto model, String value) {
        return model.getGraph().getNodeList().stream()
                .filter(node -> node.getInputList().contains(value))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void productsWithBinaryWeightsHaveNoBiasAndOnlyZerosAround(PackedContent content) throws IOException {
        ModelProto model = exported(content);
        Map<String, NodeProto> byResult = byResult(model);

        for (NodeProto node : model.getGraph().getNodeList()) {
            boolean product = Set.of("Conv", "Gemm", "MatMul").contains(node.getOpType());
            NodeProto weights = product ? byResult.get(node.getInput(1)) : null;
            if (weights != null && weights.getOpType().equals("BipolarQuant")) {
                assertThat(node.getOpType()).isIn("MatMul", "Conv");
                assertThat(node.getInputCount()).isEqualTo(2);
            }
        }
        assertThat(nodes(model, "Conv"))
                .allSatisfy(node ->
                        assertThat(attribute(node, "pads").getIntsList()).allMatch(pad -> pad >= 0));
    }

    private static AttributeProto attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void namesAreThereAndTellOneValueFromAnother(PackedContent content) throws IOException {
        ModelProto model = exported(content);

        assertThat(model.getGraph().getNodeList())
                .extracting(NodeProto::getName)
                .doesNotHaveDuplicates()
                .doesNotContain("");
        Stream<String> results = model.getGraph().getNodeList().stream().flatMap(node -> node.getOutputList().stream());
        Stream<String> constants =
                model.getGraph().getInitializerList().stream().map(TensorProto::getName);
        assertThat(Stream.concat(results, constants)).doesNotHaveDuplicates().doesNotContain("", "input");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theInputIsOpenForAnyCountOfExamplesAndTellsWhatItTakes(PackedContent content) throws IOException {
        ModelProto model = exported(content);

        TensorShapeProto shape =
                model.getGraph().getInput(0).getType().getTensorType().getShape();
        boolean vector = content.input().channels() == 1 && content.input().height() == 1;
        assertThat(shape.getDim(0).getDimParam()).isEqualTo("N");
        assertThat(shape.getDimList().stream().skip(1).map(TensorShapeProto.Dimension::getDimValue))
                .isEqualTo(
                        vector
                                ? List.of((long) content.input().size())
                                : List.of(
                                        (long) content.input().channels(),
                                        (long) content.input().height(),
                                        (long) content.input().width()));
        List<String> types = model.getGraph().getQuantizationAnnotationList().stream()
                .filter(annotation -> annotation.getTensorName().equals("input"))
                .map(annotation -> annotation.getQuantParameterTensorNames(0).getValue())
                .toList();
        assertThat(types)
                .isEqualTo(
                        switch (content.input().type()) {
                            case BYTES -> List.of("UINT8");
                            case SIGNS -> List.of("BIPOLAR");
                            case FLOATS -> List.of();
                        });
        assertThat(model.getGraph()
                        .getOutput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(1)
                        .getDimValue())
                .isEqualTo(content.outputs());
    }

    @Test
    void itTellsAllThatIsKnownOfTheNetwork() throws IOException {
        PackedContent shortcuts = SampleGraphs.onShortcuts();
        Map<String, String> known = known(exported(shortcuts));

        assertThat(known).containsAllEntriesOf(shortcuts.metadata());
        assertThat(known)
                .containsEntry("bnn4j.label.0", "a")
                .containsEntry("bnn4j.label.1", "")
                .containsEntry("bnn4j.label.2", "\u4e09");
        assertThat(known(exported(SampleGraphs.onTwoClasses()))).containsEntry("bnn4j.threshold", "0.5");
    }

    private static Map<String, String> known(ModelProto model) {
        Map<String, String> known = new HashMap<>();
        for (StringStringEntryProto entry : model.getMetadataPropsList()) {
            known.put(entry.getKey(), entry.getValue());
        }
        return known;
    }
}
