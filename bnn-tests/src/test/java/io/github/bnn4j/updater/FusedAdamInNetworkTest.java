package io.github.bnn4j.updater;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.serialization.Copies;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/** Training that begins with our Adam in single precision can end with DL4J's. */
class FusedAdamInNetworkTest {

    @Test
    void savedStateIsDl4js() {
        MultiLayerNetwork ours = network(new KernelScaledUpdater(new Adam(0.01)));
        MultiLayerNetwork theirs = network(new Adam(0.01));
        for (int step = 0; step < 4; step++) {
            ours.fit(data(step));
            theirs.fit(data(step));
        }
        MultiLayerNetwork saved = Copies.saved(ours);
        assertThat(saved.getUpdater().getStateViewArray().toFloatVector())
                .containsExactly(theirs.getUpdater().getStateViewArray().toFloatVector(), within(1e-6f));

        MultiLayerNetwork plain = network(new Adam(0.01));
        plain.setParams(saved.params().dup());
        plain.getUpdater()
                .setStateViewArray(plain, saved.getUpdater().getStateViewArray().dup(), false);
        plain.setIterationCount(saved.getIterationCount());
        for (int step = 4; step < 8; step++) {
            plain.fit(data(step));
            saved.fit(data(step));
            theirs.fit(data(step));
        }
        assertThat(plain.params().toFloatVector())
                .containsExactly(theirs.params().toFloatVector(), within(3e-6f));
        assertThat(saved.params().toFloatVector())
                .containsExactly(theirs.params().toFloatVector(), within(3e-6f));
    }

    private static DataSet data(long seed) {
        return RandomData.of(DataType.FLOAT, 7, MixedNetworks.INPUTS, 2, seed);
    }

    private static MultiLayerNetwork network(IUpdater updater) {
        return new SmallNetwork()
                .updater(updater)
                .chain(
                        new DenseLayer.Builder()
                                .nIn(MixedNetworks.INPUTS)
                                .nOut(30)
                                .activation(Activation.TANH)
                                .build(),
                        linearOutput(30, 2));
    }
}
