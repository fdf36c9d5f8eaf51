package io.github.bnn4j.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.evaluation.Predictions;
import io.github.bnn4j.trained.Learnt;
import io.github.bnn4j.trained.Trains;
import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.junit.jupiter.api.Test;

/**
 * DL4J's ParallelWrapper trains binary layers by parameter averaging. Its result is not to be had twice: a worker copies the
 * parameters when its thread has started, and by then another may have done its first step.
 */
class ParallelWrapperTest {

    private static final int BATCH = 50;

    @Trains
    @Test
    void learnsAndKeepsLatentKernelsWithinTheirBound() throws IOException {
        LabelledImages images = MnistSlice.madeUp(600, 1);
        MultiLayerNetwork network = DigitNetwork.initialized();
        double before = Predictions.of(network, images).errorPercent();
        ImageIterator iterator = ImageIterator.shuffled(images, BATCH, 1);

        for (int epoch = 0; epoch < 5; epoch++) {
            iterator.startEpoch(epoch);
            averaging(network).fit(iterator);

            assertThat(network.getLayer(0)
                            .getParam(DefaultParamInitializer.WEIGHT_KEY)
                            .amaxNumber()
                            .floatValue())
                    .isLessThanOrEqualTo((float) Math.sqrt(1.5 / (784 + 32)));
        }

        assertThat(before).isGreaterThan(80);
        Learnt.assertErrorBelowHalfOfGuessing(
                "ParallelWrapper", Predictions.of(network, images).errorPercent(), 10);
        // Six rounds an epoch, in which each of two workers has a mini-batch.
        assertThat(network.getIterationCount()).isEqualTo(30);
    }

    private static ParallelWrapper averaging(MultiLayerNetwork network) {
        return new ParallelWrapper.Builder<>(network)
                .workers(2)
                .trainingMode(ParallelWrapper.TrainingMode.AVERAGING)
                .averagingFrequency(1)
                .averageUpdaters(true)
                .prefetchBuffer(0)
                .build();
    }
}
