package io.github.bnn4j.cli.data;

import java.util.Random;
import org.nd4j.linalg.dataset.api.DataSet;

/** Changes a mini-batch before it is trained on, as {@link Augmentation} changes one image. */
@FunctionalInterface
public interface BatchChange {

    /** Leaves mini-batches as they are. */
    BatchChange NONE = (batch, random) -> {};

    /**
     * Changes features or labels.
     *
     * @param batch that is changed: its arrays are replaced
     * @param random the only source of chance
     */
    void apply(DataSet batch, Random random);

    /** Returns this change with another after it. */
    default BatchChange then(BatchChange next) {
        return (batch, random) -> {
            apply(batch, random);
            next.apply(batch, random);
        };
    }
}
