package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.Tensor;

/** An operator with one result. */
@FunctionalInterface
interface Operator {

    /**
     * Returns the result.
     *
     * @throws io.github.bnn4j.onnx.OnnxException if the operator has none of these inputs and attributes
     */
    Tensor apply(Call call);
}
