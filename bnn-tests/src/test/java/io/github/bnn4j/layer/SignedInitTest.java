package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.serialization.Copies;
import io.github.bnn4j.updater.Bop;
import io.github.bnn4j.updater.KernelSplitUpdater;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Kernels of -H and +H from the first, about as many of each. */
class SignedInitTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void halfOfTheWeightsAreMinusH(boolean glorot) {
        KernelBound bound = glorot ? KernelBound.glorot() : KernelBound.of(0.5);
        float h = (float) bound.resolve(40, 50);
        MultiLayerNetwork network = network(bound, new SignedInit(bound));
        float[] weights = Elements.floats(network.getParam("0_W"));
        double sum = 0;
        for (float weight : weights) {
            assertThat(Math.abs(weight)).isEqualTo(h);
            sum += weight / h;
        }
        // Five standard deviations.
        assertThat(sum).isCloseTo(0, within(5 * Math.sqrt(2000)));
        assertThat(Arrays.equals(
                        weights,
                        network(bound, new SignedInit(bound))
                                .getParam("0_W")
                                .dup('c')
                                .reshape(2000)
                                .toFloatVector()))
                .as("depends on the seed only")
                .isTrue();
    }

    @Test
    void bopWarnsOfAKernelThatBeginsInBetween() {
        try (CapturedLog log = new CapturedLog()) {
            network(KernelBound.of(0.5), new SignedInit(0.5));
            assertThat(log.warnings()).isEmpty();
            network(KernelBound.of(0.5), new LatentUniformInit(KernelBound.of(0.5)));
            assertThat(log.warnings()).singleElement().satisfies(message -> assertThat(message)
                    .contains("first", "new SignedInit(0.5)"));
        }
    }

    private static MultiLayerNetwork network(KernelBound bound, IWeightInit init) {
        return new SmallNetwork()
                .updater(new KernelSplitUpdater(new Bop(), new Adam()))
                .chain(
                        new BinaryDenseLayer.Builder()
                                .name("first")
                                .nIn(40)
                                .nOut(50)
                                .kernelBound(bound)
                                .weightInit(init)
                                .build(),
                        new OutputLayer.Builder(LossFunction.MSE)
                                .nIn(50)
                                .nOut(2)
                                .build());
    }

    @Test
    void copiesAreEqual() {
        for (SignedInit init : new SignedInit[] {new SignedInit(2), new SignedInit(KernelBound.glorot())}) {
            assertThat(Copies.of((IWeightInit) init, IWeightInit.class))
                    .allSatisfy(copy -> assertThat(copy).isEqualTo(init));
        }
        assertThat(new SignedInit(2)).isNotEqualTo(new SignedInit(3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesABoundThatCannotBe(double bound) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignedInit(bound))
                .withMessageEndingWith("got " + bound);
    }
}
