package io.github.bnn4j.dropout;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.serialization.Copies;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** In a network: on a layer's input, in training only, the same forward and back. */
class NoScaleDropoutInNetworkTest {

    private static final NoScaleDropout HALF = NoScaleDropout.dropRate(0.5);

    private final INDArray x = Nd4j.linspace(DataType.FLOAT, 1, 0.25, 18).reshape(3, 6);
    private final INDArray labels = Nd4j.ones(DataType.FLOAT, 3, 2);

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(77);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isTheIdentityAtInference(boolean binary) {
        MultiLayerNetwork with = network(hidden(binary, HALF), null);
        MultiLayerNetwork without = network(hidden(binary, null), null);
        without.setParams(with.params().dup());
        assertThat(with.output(x, false)).isEqualTo(without.output(x, false));
        assertThat(with.output(x, true)).as("in training it acts").isNotEqualTo(without.output(x, true));
    }

    /** A column of x that was dropped for the only example moves no weight, and gets no gradient itself. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void forwardAndBackwardAgreeOnWhatIsDropped(boolean binary) {
        MultiLayerNetwork net = network(hidden(binary, HALF), null);
        INDArray one = Nd4j.linspace(DataType.FLOAT, 1, 0.25, 6).reshape(1, 6);
        int dropped = 0;
        for (int pass = 0; pass < 5; pass++) {
            Pair<Gradient, INDArray> gradients =
                    net.calculateGradients(one, Nd4j.valueArrayOf(new long[] {1, 2}, 100, DataType.FLOAT), null, null);
            INDArray kernelGradient = gradients.getFirst().getGradientFor("0_W");
            for (int column = 0; column < 6; column++) {
                boolean noStep = kernelGradient.getRow(column).amaxNumber().doubleValue() == 0;
                assertThat(gradients.getSecond().getDouble(0, column) == 0)
                        .as("input %s of pass %s", column, pass)
                        .isEqualTo(noStep);
                dropped += noStep ? 1 : 0;
            }
        }
        assertThat(dropped).isStrictlyBetween(0, 30);
    }

    /** A kept activation is passed on as it is: with a kernel of ones the output is a sum of some of the inputs. */
    @Test
    void nothingIsRescaled() {
        MultiLayerNetwork net = network(hidden(false, HALF), null);
        net.getParam("0_W").assign(1);
        net.getParam("0_b").assign(0);
        INDArray powers = Nd4j.createFromArray(new float[][] {{1, 2, 4, 8, 16, 32}});
        boolean partial = false;
        for (int pass = 0; pass < 10; pass++) {
            double sum = net.feedForward(powers, true).get(1).getDouble(0, 0);
            assertThat(sum).isBetween(0.0, 63.0).isEqualTo(Math.rint(sum));
            partial |= sum > 0 && sum < 63;
        }
        assertThat(partial).isTrue();
    }

    @Test
    void aDropoutForTheWholeNetworkHasAMaskForEachLayer() {
        assertTrains(network(hidden(true, null), NoScaleDropout.dropRate(0.3)));
    }

    /** One object has one mask, as DL4J's own Dropout has: a user who shares it must be told what to do. */
    @Test
    void oneDropoutGivenToTwoLayersIsAnErrorThatSaysSo() {
        NoScaleDropout shared = NoScaleDropout.dropRate(0.3);
        MultiLayerNetwork net = new SmallNetwork()
                .updater(new Sgd(0.01))
                .inputs(6)
                .chain(
                        hidden(true, shared),
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nOut(2)
                                .activation(Activation.IDENTITY)
                                .dropOut(shared)
                                .build());
        assertThatIllegalStateException()
                .isThrownBy(() -> net.fit(x, labels))
                .withMessageContaining("NoScaleDropout")
                .withMessageContaining("own");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void survivesTheConfigurationsFormats(boolean binary) {
        MultiLayerConfiguration original =
                network(hidden(binary, HALF), NoScaleDropout.dropRate(0.25)).getLayerWiseConfigurations();
        for (MultiLayerConfiguration copy : Copies.of(original)) {
            assertThat(copy).isEqualTo(original);
            assertThat(copy.getConf(0).getLayer().getIDropout()).isEqualTo(HALF);
            assertThat(copy.getConf(1).getLayer().getIDropout()).isEqualTo(NoScaleDropout.dropRate(0.25));
        }
    }

    private void assertTrains(MultiLayerNetwork net) {
        INDArray before = net.params().dup();
        for (int step = 0; step < 5; step++) {
            net.fit(x, labels);
        }
        assertThat(net.params()).isNotEqualTo(before);
        assertThat(net.params().sumNumber().doubleValue()).isFinite();
    }

    private static FeedForwardLayer hidden(boolean binary, IDropout dropout) {
        return binary
                ? new BinaryDenseLayer.Builder().nOut(4).dropOut(dropout).build()
                : new DenseLayer.Builder()
                        .nOut(4)
                        .activation(Activation.IDENTITY)
                        .dropOut(dropout)
                        .build();
    }

    private static MultiLayerNetwork network(FeedForwardLayer hidden, IDropout forAll) {
        return new SmallNetwork()
                .updater(new Sgd(0.01))
                .with(global -> global.dropOut(forAll))
                .inputs(6)
                .chain(hidden, linearOutput(2));
    }
}
