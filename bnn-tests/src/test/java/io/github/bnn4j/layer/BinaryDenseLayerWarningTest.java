package io.github.bnn4j.layer;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.networks.SmallNetwork;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Two mistakes run without an error and train badly: each is warned of, with what to do. */
class BinaryDenseLayerWarningTest {

    private static final int IN = 12;

    @Test
    void aKernelThatIsNotClippedIsWarnedOf() {
        try (CapturedLog log = new CapturedLog()) {
            layer().name("hidden7").clipKernel(false).build();

            assertThat(log.warnings()).singleElement().satisfies(message -> assertThat(message)
                    .contains("hidden7", "not clipped", "clipKernel(true)", "new WeightClip("));
        }
    }

    @Test
    void aClippedKernelIsNot() {
        try (CapturedLog log = new CapturedLog()) {
            layer().build();
            layer().clipKernel(false).constrainWeights(new WeightClip(1)).build();
            layer().clipKernel(false).constrainAllParameters(new WeightClip(1)).build();

            assertThat(log.warnings()).isEmpty();
        }
    }

    /** A clip on the bias does nothing for the kernel. */
    @Test
    void aClipOnTheBiasAloneIsNoClip() {
        try (CapturedLog log = new CapturedLog()) {
            layer().hasBias(true)
                    .clipKernel(false)
                    .constrainBias(new WeightClip(1))
                    .build();

            assertThat(log.warnings()).hasSize(1);
        }
    }

    @Test
    void unscaledPixelsAreWarnedOfOnce() {
        MultiLayerNetwork network = network();
        try (CapturedLog log = new CapturedLog()) {
            for (int step = 0; step < 3; step++) {
                network.fit(new DataSet(pixels(), labels()));
            }
            network.output(pixels());

            assertThat(log.warnings()).singleElement().satisfies(message -> assertThat(message)
                    .contains("pixels", "0..255", "[-1, 1]", "ImagePreProcessingScaler(-1, 1)", "first"));
        }
    }

    @Test
    void scaledPixelsAreNot() {
        try (CapturedLog log = new CapturedLog()) {
            network().fit(new DataSet(pixels().divi(255), labels()));
            network().fit(new DataSet(pixels().divi(127.5).subi(1), labels()));
            network().fit(new DataSet(pixels().subi(127), labels()));

            assertThat(log.warnings()).isEmpty();
        }
    }

    private static INDArray pixels() {
        INDArray pixels = Nd4j.rand(DataType.FLOAT, 20, IN).muli(255);
        pixels.putScalar(0, 0, 255);
        pixels.putScalar(0, 1, 0);
        return pixels;
    }

    private static INDArray labels() {
        return Nd4j.rand(DataType.FLOAT, 20, 2);
    }

    private static BinaryDenseLayer.Builder layer() {
        return new BinaryDenseLayer.Builder().nIn(IN).nOut(8);
    }

    private static MultiLayerNetwork network() {
        return new SmallNetwork()
                .chain(
                        layer().name("first").build(),
                        new BatchNormalization.Builder().nIn(8).nOut(8).build(),
                        new ActivationLayer(new SignActivation()),
                        new BinaryDenseLayer.Builder().nIn(8).nOut(8).build(),
                        linearOutput(8, 2));
    }
}
