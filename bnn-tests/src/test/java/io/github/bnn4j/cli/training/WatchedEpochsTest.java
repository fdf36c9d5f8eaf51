package io.github.bnn4j.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.listener.FlipRatioListener;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;

class WatchedEpochsTest {

    private final MultiLayerNetwork network = network();
    private final TrainingListener other = new FlipRatioListener(1);
    private final TrainingListener listener = new FlipRatioListener(1);

    @Test
    void theListenerIsThereDuringTheEpochAlone() {
        network.setListeners(other);
        EpochTraining epochs = new WatchedEpochs(
                (trained, epoch, observer) -> {
                    assertThat(trained.listeners()).containsExactly(other, listener);
                    return epoch + .25;
                },
                listener);

        for (int epoch : List.of(0, 1)) {
            assertThat(epochs.train(Dl4jNetwork.of(network), epoch, (done, loss) -> true))
                    .isEqualTo(epoch + .25);
            assertThat(network.getListeners()).containsExactly(other);
        }
    }

    @Test
    void itIsGoneAfterAFailure() {
        EpochTraining epochs = new WatchedEpochs(
                (trained, epoch, observer) -> {
                    throw new IllegalStateException("worker lost");
                },
                listener);

        assertThatIllegalStateException()
                .isThrownBy(() -> epochs.train(Dl4jNetwork.of(network), 0, (done, loss) -> true));
        assertThat(network.getListeners()).isEmpty();
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new OutputLayer.Builder().nIn(3).nOut(2).build())
                .build());
        network.init();
        return network;
    }
}
