package io.github.bnn4j.examples.training;

import io.github.bnn4j.examples.data.ImageIterator;
import io.github.bnn4j.examples.data.LabelledImages;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The share of images that a network classifies wrongly. */
public final class ErrorRate {

    private static final int BATCH = 1000;

    private ErrorRate() {}

    /**
     * @return percent, in [0, 100]
     */
    public static double percent(MultiLayerNetwork network, LabelledImages images) {
        ImageIterator iterator = ImageIterator.inOrder(images, BATCH);
        long wrong = 0;
        while (iterator.hasNext()) {
            DataSet batch = iterator.next();
            INDArray predicted = network.output(batch.getFeatures(), false).argMax(1);
            INDArray actual = batch.getLabels().argMax(1);
            wrong += predicted
                    .neq(actual)
                    .castTo(predicted.dataType())
                    .sumNumber()
                    .longValue();
        }
        return 100.0 * wrong / images.size();
    }
}
