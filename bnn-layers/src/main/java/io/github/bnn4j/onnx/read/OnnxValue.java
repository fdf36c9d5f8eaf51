package io.github.bnn4j.onnx.read;

/** A value of a file while it is read. */
sealed interface OnnxValue permits Known, Dynamic {}
