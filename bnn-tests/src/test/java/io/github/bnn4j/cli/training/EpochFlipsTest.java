package io.github.bnn4j.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.listener.FlipRatio;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Sgd;

class EpochFlipsTest {

    private final MultiLayerNetwork network = network();

    @Test
    void comparesTheEndsOfEpochsWithEachOther() {
        EpochFlips flips = new EpochFlips(Dl4jNetwork.of(network));
        network.getLayer(0).getParam("W").getRow(1).assign(-.5);
        List<FlipRatio> first = flips.of(Dl4jNetwork.of(network), 0);
        network.getLayer(1).getParam("W").assign(-.5);
        List<FlipRatio> second = flips.of(Dl4jNetwork.of(network), 1);

        assertThat(first).extracting(FlipRatio::layer).containsExactly("first", "second");
        assertThat(first).extracting(FlipRatio::epoch).containsOnly(0);
        assertThat(first).extracting(FlipRatio::ratio).containsExactly(.25, 0.0);
        assertThat(second).extracting(FlipRatio::epoch).containsOnly(1);
        assertThat(second).extracting(FlipRatio::ratio).containsExactly(0.0, 1.0);
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .updater(new Sgd(1))
                .list()
                .layer(new BinaryDenseLayer.Builder()
                        .nIn(4)
                        .nOut(3)
                        .name("first")
                        .build())
                .layer(new BinaryDenseLayer.Builder()
                        .nIn(3)
                        .nOut(3)
                        .name("second")
                        .build())
                .layer(new OutputLayer.Builder().nIn(3).nOut(2).build())
                .build());
        network.init();
        network.getLayer(0).getParam("W").assign(.5);
        network.getLayer(1).getParam("W").assign(.5);
        return network;
    }
}
