package io.github.bnn4j.onnx.write;

import io.github.bnn4j.packed.format.PackedContent;
import java.util.LinkedHashMap;
import java.util.Map;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;

/**
 * A graph that is ready to be a file.
 *
 * @param graph all nodes and constants
 * @param opset version of ONNX's own operators
 */
public record WrittenGraph(GraphProto graph, int opset) {

    /** The format of files that belongs to the first version of operators that is used, and the newer one. */
    private static final int IR_VERSION = 8;

    private static final int NEWER_IR_VERSION = 9;
    private static final int LAST_OF_IR_VERSION = 18;

    /** Returns the file, which tells what is known of the network. */
    public ModelProto model(PackedContent content) {
        OperatorSetIdProto operators =
                OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset).build();
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(opset > LAST_OF_IR_VERSION ? NEWER_IR_VERSION : IR_VERSION)
                .setProducerName("bnn4j")
                .setProducerVersion(version())
                .addOpsetImport(operators)
                .addOpsetImport(BipolarQuantFunction.domain())
                .addFunctions(BipolarQuantFunction.of(operators))
                .setGraph(graph);
        known(content)
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }

    private static String version() {
        String version = WrittenGraph.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private static Map<String, String> known(PackedContent content) {
        Map<String, String> known = new LinkedHashMap<>(content.metadata());
        known.put(
                "bnn4j.input",
                content.input().type() + ", real = " + content.input().scaling());
        for (int i = 0; i < content.labels().size(); i++) {
            known.put("bnn4j.label." + i, content.labels().get(i));
        }
        content.threshold().ifPresent(score -> known.put("bnn4j.threshold", Double.toString(score)));
        return known;
    }
}
