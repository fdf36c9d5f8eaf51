package io.github.bnn4j.onnx.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An operation of a file.
 *
 * @param name names it in messages; the file's, or one made of its place and operator
 * @param domain "" for ONNX's own
 * @param operator its type, such as Conv
 * @param inputs names of values; an empty one for an optional input that is left out
 * @param outputs names of values; an empty one for an output that is not wanted
 * @param attributes each a Long, a Double, a String, a Tensor, a {@code List<Long>}, a {@code List<Double>} or a
 *     {@code List<String>}
 */
public record OnnxNode(
        String name,
        String domain,
        String operator,
        List<String> inputs,
        List<String> outputs,
        Map<String, Object> attributes) {

    /** Domains of quantizers: their operators are known by name, whatever function a file has for other programs. */
    public static final Set<String> QUANTIZER_DOMAINS =
            Set.of("qonnx.custom_op.general", "onnx.brevitas", "finn.custom_op.general");
}
