package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.InputMemory;
import io.github.bnn4j.quantizer.Quantizer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Holds what a binary layer makes of its input before it drops and multiplies: the input in the network's data type, and
 * quantized, if there is a quantizer. Backward needs it again, so all of it is where DL4J keeps inputs from forward to
 * backward: a plain {@code castTo} would land in the layer's working memory, which is given back in between.
 */
final class LayerInput {

    private final UnscaledInputCheck scaleCheck = new UnscaledInputCheck();

    /** The quantizer's pseudo-gradient needs it; it is null where there is no quantizer, or the input is not prepared. */
    private INDArray unquantized;

    private boolean prepared;

    /**
     * Prepares an input once: a second call, as for backward, gives back what it is given.
     *
     * @param input of any data type; not modified
     * @param quantizer null for none
     * @param type of the network
     * @return the prepared input, of this type; the input itself if there is nothing to do
     */
    INDArray prepare(
            INDArray input,
            Quantizer quantizer,
            DataType type,
            boolean training,
            String layerId,
            LayerWorkspaceMgr workspaceMgr) {
        if (prepared) {
            return input;
        }
        prepared = true;
        INDArray typed = input.dataType() == type
                ? input
                : workspaceMgr.castTo(InputMemory.of(workspaceMgr), type, input, false);
        if (training) {
            scaleCheck.check(typed, layerId);
        }
        if (quantizer == null) {
            return typed;
        }
        unquantized = typed;
        INDArray quantized =
                workspaceMgr.createUninitialized(InputMemory.of(workspaceMgr), type, typed.shape(), typed.ordering());
        quantizer.quantize(typed, quantized, training);
        return quantized;
    }

    /**
     * Turns the gradient with respect to the quantized input into that with respect to the input itself.
     *
     * @param quantizer as {@link #prepare} had it
     * @param gradient of the input's shape; overwritten
     */
    void backprop(Quantizer quantizer, INDArray gradient) {
        if (unquantized != null) {
            quantizer.backprop(unquantized, gradient);
        }
    }

    /** Forgets the input: another one comes, or none. */
    void clear() {
        unquantized = null;
        prepared = false;
    }
}
