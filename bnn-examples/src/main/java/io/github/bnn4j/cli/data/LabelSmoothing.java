package io.github.bnn4j.cli.data;

import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;

/**
 * Gives a share of each label to all classes alike, so that a network does not grow ever surer of them (Szegedy et al. 2016,
 * arXiv 1512.00567, section 7).
 *
 * @param share in [0, 1)
 */
public record LabelSmoothing(double share) implements BatchChange {

    /**
     * @throws IllegalArgumentException if the share is not as said
     */
    public LabelSmoothing {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("The share of label smoothing must be in [0, 1), got " + share);
        }
    }

    @Override
    public void apply(DataSet batch, Random random) {
        INDArray labels = batch.getLabels();
        batch.setLabels(labels.mul(1 - share).addi(share / labels.size(1)));
    }
}
