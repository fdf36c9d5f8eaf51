package io.github.bnn4j.layer;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** DL4J's TransferLearning on networks with binary layers. */
class BinaryDenseLayerTransferLearningTest {

    @Test
    void fineTuningKeepsKernelsOptionsAndClip() {
        MultiLayerNetwork tuned = transfer(builder -> builder);
        assertThat(tuned.getLayer(0).getParam("W"))
                .isEqualTo(network().getLayer(0).getParam("W"));
        BinaryDenseLayer config = (BinaryDenseLayer) tuned.getLayer(1).conf().getLayer();
        assertThat(config.getKernelBound()).isEqualTo(KernelBound.of(0.5));
        INDArray kernel = tuned.getLayer(1).getParam("W");
        INDArray before = kernel.dup();
        tuned.fit(data());
        assertThat(kernel.equals(before)).isFalse();
        assertThat(kernel.maxNumber().doubleValue()).isLessThanOrEqualTo(0.5);
        assertThat(kernel.minNumber().doubleValue()).isGreaterThanOrEqualTo(-0.5);
    }

    @Test
    void aFrozenBinaryLayerPredictsAsBeforeAndStays() {
        MultiLayerNetwork original = network();
        MultiLayerNetwork tuned = transfer(builder -> builder.setFeatureExtractor(0));
        INDArray x = data().getFeatures();
        assertThat(tuned.feedForward(x).get(1))
                .isEqualTo(original.feedForward(x).get(1));
        INDArray second = tuned.getLayer(1).getParam("W").dup();

        tuned.fit(data());

        assertThat(tuned.getLayer(0).getParam("W"))
                .isEqualTo(original.getLayer(0).getParam("W"));
        assertThat(tuned.getLayer(1).getParam("W").equals(second)).isFalse();
        assertThat(tuned.feedForward(x).get(1))
                .isEqualTo(original.feedForward(x).get(1));
    }

    @Test
    void aNewNumberOfOutputsMakesANewKernelWithTheOldOptions() {
        MultiLayerNetwork tuned = transfer(builder -> builder.nOutReplace(1, 11, WeightInit.XAVIER));
        BinaryDenseLayer config = (BinaryDenseLayer) tuned.getLayer(1).conf().getLayer();
        assertThat(config.getNOut()).isEqualTo(11);
        assertThat(config.getKernelBound()).isEqualTo(KernelBound.of(0.5));
        INDArray kernel = tuned.getLayer(1).getParam("W");
        assertThat(kernel.shape()).containsExactly(8, 11);
        for (int step = 0; step < 3; step++) {
            tuned.fit(data());
            assertThat(kernel.maxNumber().doubleValue()).isLessThanOrEqualTo(0.5);
        }
    }

    @Test
    void aBinaryLayerCanBeAdded() {
        MultiLayerNetwork tuned = transfer(builder -> builder.removeOutputLayer()
                .addLayer(new BinaryDenseLayer.Builder().nIn(6).nOut(5).build())
                .addLayer(linearOutput(5, 2)));
        INDArray before = tuned.getLayer(2).getParam("W").dup();
        tuned.fit(data());
        assertThat(tuned.getLayer(2).getParam("W").equals(before)).isFalse();
    }

    private static MultiLayerNetwork transfer(UnaryOperator<TransferLearning.Builder> change) {
        return change.apply(new TransferLearning.Builder(network())
                        .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                                .seed(2)
                                .updater(new KernelScaledUpdater(new Sgd(0.5)))
                                .build()))
                .build();
    }

    private static MultiLayerNetwork network() {
        return new SmallNetwork()
                .updater(new Adam(0.01))
                .chain(
                        new BinaryDenseLayer.Builder().nIn(4).nOut(8).build(),
                        new BinaryDenseLayer.Builder()
                                .nIn(8)
                                .nOut(6)
                                .kernelBound(0.5)
                                .build(),
                        linearOutput(6, 2));
    }

    private static DataSet data() {
        return RandomData.of(DataType.FLOAT, 8, 4, 2, 9);
    }
}
