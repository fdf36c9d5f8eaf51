package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.onnx.model.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes what a node makes of constants, in double precision: real numbers are not rounded to single in between. */
public final class Constants {

    private static final Map<String, Operator> OF_ONNX = joined(List.of(
            Arithmetic.OPERATORS,
            Functions.OPERATORS,
            Comparisons.OPERATORS,
            Shapes.OPERATORS,
            Moves.OPERATORS,
            Reductions.OPERATORS,
            Products.OPERATORS,
            Casts.OPERATORS));

    private Constants() {}

    private static Map<String, Operator> joined(List<Map<String, Operator>> families) {
        Map<String, Operator> all = new HashMap<>();
        families.forEach(all::putAll);
        return Map.copyOf(all);
    }

    /**
     * Returns the results of a node, all but those that are optional.
     *
     * @param inputs its constants in order; null for an optional one that is left out
     * @throws OnnxException if the operator is not known on constants, or not with these inputs and attributes
     */
    public static List<Tensor> evaluate(OnnxNode node, List<Tensor> inputs) {
        Operator operator = operators(node.domain()).get(node.operator());
        if (operator == null) {
            throw new OnnxException("node " + node.name() + ": the operator is not supported on constants");
        }
        return List.of(operator.apply(new Call(node, inputs)));
    }

    private static Map<String, Operator> operators(String domain) {
        if (domain.isEmpty()) {
            return OF_ONNX;
        }
        return OnnxNode.QUANTIZER_DOMAINS.contains(domain) ? Quantizations.OPERATORS : Map.of();
    }
}
