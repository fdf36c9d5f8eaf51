package io.github.bnn4j.onnx.write;

import java.util.List;
import onnx.Onnx.FunctionProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;

/**
 * Writes what QONNX's BipolarQuant does, in operators of ONNX itself: {@code y = x >= 0 ? scale : -scale}. Tools that know QONNX go
 * by the name; ONNX Runtime, which does not know it, goes by this body.
 */
final class BipolarQuantFunction {

    static final String DOMAIN = "qonnx.custom_op.general";
    static final String NAME = "BipolarQuant";

    private BipolarQuantFunction() {}

    static OperatorSetIdProto domain() {
        return OperatorSetIdProto.newBuilder().setDomain(DOMAIN).setVersion(1).build();
    }

    static FunctionProto of(OperatorSetIdProto operators) {
        return FunctionProto.newBuilder()
                .setDomain(DOMAIN)
                .setName(NAME)
                .addOpsetImport(operators)
                .addInput("x")
                .addInput("scale")
                .addOutput("y")
                .addNode(node("Constant", "zero", List.of())
                        .addAttribute(Attributes.of("value", Tensors.ofFloats("zero", new int[0], 0))))
                .addNode(node("GreaterOrEqual", "positive", List.of("x", "zero")))
                .addNode(node("Neg", "negated", List.of("scale")))
                .addNode(node("Where", "y", List.of("positive", "scale", "negated")))
                .build();
    }

    private static NodeProto.Builder node(String operator, String result, List<String> inputs) {
        return NodeProto.newBuilder()
                .setName(operator)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(result);
    }
}
