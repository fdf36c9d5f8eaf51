package io.github.bnn4j.cli.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import java.io.IOException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainingTimesTest {

    private static LabelledImages images;

    @BeforeAll
    static void read() throws IOException {
        images = ImageClassificationData.bundledMnist().test().range(0, 25);
    }

    @Test
    void bothTrainOnAllImagesInEachRoundAndOnceBefore() {
        TrainingPass binary = pass();
        TrainingPass floatTwin = pass();

        TrainingTimes.measure(binary, floatTwin, 4, 1000);

        // Mini-batches of 10, 10 and 5.
        assertThat(binary.network().getIterationCount()).isEqualTo(5 * 3);
        assertThat(floatTwin.network().getIterationCount()).isEqualTo(5 * 3);
    }

    @Test
    void timesAreThoseOfAnEpoch() {
        assertThat(TrainingTimes.measure(pass(), pass(), 1, 0)).isEqualTo(new TrainingTimes(0, 0));
        assertThat(TrainingTimes.measure(pass(), pass(), 1, Integer.MAX_VALUE).binary())
                .isGreaterThan(1);
    }

    @Test
    void ratioIsAboveOneWhereTheBinarizedNetworkIsFaster() {
        assertThat(new TrainingTimes(2, 5).ratio()).isEqualTo(2.5);
    }

    private static TrainingPass pass() {
        var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new OutputLayer.Builder().nIn(784).nOut(10).build())
                .build());
        network.init();
        return new TrainingPass(network, images, 10);
    }
}
