package io.github.bnn4j.normalization;

import java.util.Optional;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network at inference, one layer or vertex after the other. */
interface Steps {

    int count();

    /** Returns the batch before the first step. */
    Batch begin(INDArray[] features);

    /** Takes the batch through the steps from one up to, but without, another. */
    void run(int from, int to, Batch batch);

    /** Returns the normalization that a step is, if it is one. */
    Optional<BatchNormalization> normalization(int step);

    /** Returns what the layer of a step is given, with the batch before this step. */
    INDArray input(int step, Batch batch);
}
