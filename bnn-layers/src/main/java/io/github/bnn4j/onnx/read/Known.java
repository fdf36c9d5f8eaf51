package io.github.bnn4j.onnx.read;

import io.github.bnn4j.onnx.model.Tensor;

/** A value that does not depend on the network's input. */
record Known(Tensor tensor) implements OnnxValue {}
