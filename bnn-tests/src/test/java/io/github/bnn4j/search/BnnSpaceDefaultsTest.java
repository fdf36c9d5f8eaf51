package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.util.List;
import org.assertj.core.data.Offset;
import org.deeplearning4j.arbiter.DL4JConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** What is not set is the article's network. */
class BnnSpaceDefaultsTest {

    private static List<Layer> layers(BnnSpace.Builder builder) {
        DL4JConfiguration network = builder.build().network().getValue(new double[0]);
        return network.getMultiLayerConfiguration().getConfs().stream()
                .map(NeuralNetConfiguration::getLayer)
                .toList();
    }

    @Test
    void threeBlocksAndALastThatEndsAtTheLoss() {
        assertThat(layers(new BnnSpace.Builder(784, 10)))
                .<Class<?>>extracting(Layer::getClass)
                .containsExactly(
                        BinaryDenseLayer.class,
                        FastBatchNormalization.class,
                        ActivationLayer.class,
                        BinaryDenseLayer.class,
                        FastBatchNormalization.class,
                        ActivationLayer.class,
                        BinaryDenseLayer.class,
                        FastBatchNormalization.class,
                        ActivationLayer.class,
                        BinaryDenseLayer.class,
                        FastBatchNormalization.class,
                        LossLayer.class);
    }

    @Test
    void sizesFollowFromInputsWidthAndClasses() {
        List<BinaryDenseLayer> dense = layers(new BnnSpace.Builder(784, 10)).stream()
                .filter(BinaryDenseLayer.class::isInstance)
                .map(BinaryDenseLayer.class::cast)
                .toList();
        assertThat(dense).extracting(BinaryDenseLayer::getNIn).containsExactly(784L, 1024L, 1024L, 1024L);
        assertThat(dense).extracting(BinaryDenseLayer::getNOut).containsExactly(1024L, 1024L, 1024L, 10L);
        assertThat(dense).extracting(BinaryDenseLayer::getIDropout).containsOnlyNulls();
    }

    @Test
    void normalizationHasThePapersEpsilonAndActivationsAreSigns() {
        assertThat(layers(new BnnSpace.Builder(784, 10))).allSatisfy(layer -> {
            if (layer instanceof BatchNormalization normalization) {
                assertThat(normalization.getEps()).isEqualTo(1e-4);
            }
            if (layer instanceof ActivationLayer activation) {
                assertThat(activation.getActivationFn()).isEqualTo(new SignActivation());
            }
        });
    }

    /** From .003 by a factor of 1e-2 over the epochs. */
    @Test
    void theLearningRateDecays() {
        BinaryDenseLayer layer = (BinaryDenseLayer)
                layers(new BnnSpace.Builder(784, 10).epochs(4)).get(0);
        KernelScaledUpdater updater = (KernelScaledUpdater) layer.getIUpdater();
        assertThat(updater.getMultiplier()).isEqualTo(1);
        assertThat(updater.getLearningRate(1000, 0)).isEqualTo(.003);
        assertThat(updater.getLearningRate(1000, 2)).isCloseTo(.0003, Offset.offset(1e-9));
        assertThat(updater.getLearningRate(1000, 4)).isCloseTo(.00003, Offset.offset(1e-9));
    }

    @Test
    void seedAndEpochsReachTheNetwork() {
        DL4JConfiguration network =
                new BnnSpace.Builder(5, 2).seed(77).epochs(4).build().network().getValue(new double[0]);
        assertThat(network.getNumEpochs()).isEqualTo(4);
        assertThat(network.getMultiLayerConfiguration().getConf(0).getSeed()).isEqualTo(77);
    }

    @Test
    void lossAndActivationGoTogether() {
        LossLayer hinge = last(new BnnSpace.Builder(5, 2));
        assertThat(hinge.getLossFn()).isInstanceOf(SquaredHingeLoss.class);
        assertThat(hinge.getActivationFn()).isEqualTo(new ActivationIdentity());
        LossLayer softmax = last(new BnnSpace.Builder(5, 2).loss(OutputLoss.SOFTMAX));
        assertThat(softmax.getLossFn()).isInstanceOf(LossMCXENT.class);
        assertThat(softmax.getActivationFn()).isEqualTo(new ActivationSoftmax());
    }

    private static LossLayer last(BnnSpace.Builder builder) {
        List<Layer> layers = layers(builder);
        return (LossLayer) layers.get(layers.size() - 1);
    }
}
