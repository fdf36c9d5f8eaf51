package io.github.bnn4j.cli.timing;

import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tells how many images a second a network and its float twin classify.
 *
 * @param batch images at a time
 * @param packed the binarized network, packed
 * @param floatTwin the float twin, in DL4J
 * @param binary the binarized network, in DL4J
 */
public record PredictionRates(int batch, double packed, double floatTwin, double binary) {

    /** Rounds before those that count, in which the JVM compiles. */
    private static final int WARM_UPS = 1;

    /**
     * Times the three in turn, so that all see the same machine.
     *
     * @param images one batch
     * @param rounds timed rounds of each, whose medians are taken
     * @param seconds length of a round, or a single batch if that takes longer
     */
    public static PredictionRates measure(
            PackedNetwork packed,
            Dl4jNetwork floatTwin,
            Dl4jNetwork binary,
            LabelledImages images,
            int rounds,
            double seconds) {
        int batch = images.size();
        byte[] bytes = images.allPixels();
        float[] scores = new float[batch * packed.outputs()];
        INDArray features = ImageIterator.inOrder(images, batch).next().getFeatures();
        List<Runnable> contenders = List.of(
                () -> packed.scores(bytes, batch, scores),
                () -> floatTwin.output(features),
                () -> binary.output(features));
        double[] batches = Rate.medians(contenders, WARM_UPS, rounds, seconds);
        return new PredictionRates(batch, batches[0] * batch, batches[1] * batch, batches[2] * batch);
    }
}
