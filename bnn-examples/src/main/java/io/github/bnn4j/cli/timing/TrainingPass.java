package io.github.bnn4j.cli.timing;

import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Training on the same images once more.
 *
 * @param network trained further by each pass
 * @param images all of them are trained on in a pass, in order
 * @param batchSize images in a mini-batch, at least 1
 */
public record TrainingPass(MultiLayerNetwork network, LabelledImages images, int batchSize) {

    /** Trains, and tells how many seconds it took. */
    public double seconds() {
        long began = System.nanoTime();
        ImageIterator iterator = ImageIterator.inOrder(images, batchSize);
        while (iterator.hasNext()) {
            network.fit(iterator.next());
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
