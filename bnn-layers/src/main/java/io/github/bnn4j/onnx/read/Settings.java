package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Node;
import java.util.Map;

/**
 * Holds what is the same for all nodes of a file.
 *
 * @param opset version of ONNX's own operators
 * @param batch how many examples the file's input has, -1 if that is open
 * @param signOfZero where zero goes if the file has a third value for it: +1, -1, or 0 if that is not decided
 * @param normalizations what was batch normalization, to be filled
 */
record Settings(int opset, int batch, int signOfZero, Map<Node, ReadNetwork.Normalization> normalizations) {}
