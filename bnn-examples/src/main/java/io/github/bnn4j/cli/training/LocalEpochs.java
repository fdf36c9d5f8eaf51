package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import java.util.Random;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains on one mini-batch after the other, in this process; the next is made meanwhile.
 *
 * @param images to train on
 */
public record LocalEpochs(TrainingSettings settings, LabelledImages images) implements EpochTraining {

    @Override
    public double train(Dl4jNetwork network, int epoch, Observer observer) {
        Nd4j.getRandom().setSeed(settings.randomSeed(epoch));
        ImageIterator iterator =
                ImageIterator.augmented(images, settings.batchSize(), settings.seed(), settings.augmentation());
        iterator.startEpoch(epoch);
        Random random = settings.randomOfBatches(epoch);
        iterator.setPreProcessor(batch -> settings.batchChange().apply(batch, random));
        double sum = 0;
        int done = 0;
        try (BatchesAhead<DataSet> batches = new BatchesAhead<>(iterator, LocalEpochs::freeMemoryOfThread)) {
            do {
                network.fit(batches.next());
                sum += network.score();
                done++;
                Nd4j.getMemoryManager().invokeGcOccasionally();
            } while (observer.stepsDone(done, sum / done) && batches.hasNext());
        }
        return sum / done;
    }

    /** Of a network that changes mini-batches: what ND4J keeps for a thread would wait for Java's collector. */
    private static void freeMemoryOfThread() {
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
}
