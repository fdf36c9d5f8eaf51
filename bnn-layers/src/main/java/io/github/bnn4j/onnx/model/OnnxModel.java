package io.github.bnn4j.onnx.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Holds what a file says of a network with one input and one output.
 *
 * @param opset version of ONNX's own operators
 * @param input name of the value that the caller gives: the one input of the graph that no initializer has
 * @param inputShape its dimensions; the first, of examples, is -1 where the file leaves it open
 * @param output name of the result
 * @param nodes each after those that it takes, and only those that the result needs
 * @param constants initializers by name
 * @param annotations quantization annotations ({@code finn_datatype}) by the value that they are about, such as BIPOLAR or UINT8
 */
public record OnnxModel(
        int opset,
        String input,
        int[] inputShape,
        String output,
        List<OnnxNode> nodes,
        Map<String, Tensor> constants,
        Map<String, String> annotations) {

    /** Nodes may be hundreds. */
    @Override
    public String toString() {
        return "OnnxModel[opset=" + opset + ", " + input + Arrays.toString(inputShape) + " -> " + output + ", "
                + nodes.size() + " nodes, " + constants.size() + " constants]";
    }
}
