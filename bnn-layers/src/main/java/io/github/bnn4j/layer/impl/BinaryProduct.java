package io.github.bnn4j.layer.impl;

import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The products of one layer with Wb, the binarized kernel {@code [inputs, outputs]}, as the last forward pass had it. */
interface BinaryProduct {

    /**
     * @param x {@code [examples, inputs]}
     * @return {@code x * Wb}, 'f' ordered
     */
    INDArray forward(INDArray x, LayerWorkspaceMgr workspaceMgr);

    /**
     * @param delta dC/dy, {@code [examples, outputs]}
     * @return {@code delta * transpose(Wb)}
     */
    INDArray backward(INDArray delta, LayerWorkspaceMgr workspaceMgr);
}
