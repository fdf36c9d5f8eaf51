package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of a candidate is what the candidate is. */
class BnnSpaceValuesTest {

    @ParameterizedTest
    @EnumSource
    void valuesAreThoseOfTheNetwork(SearchGenerator generator) {
        BnnSpace space = Candidates.everything().build();
        List<Candidate<?>> candidates = Candidates.take(generator, space.network(), 60);
        assertThat(candidates)
                .hasSize(60)
                .allSatisfy(candidate -> assertIsAsSaid(candidate, space.values(candidate.getFlatParameters())));
    }

    private static void assertIsAsSaid(Candidate<?> candidate, Map<String, Object> values) {
        List<BinaryDenseLayer> dense = Candidates.layers(candidate, BinaryDenseLayer.class);
        BinaryDenseLayer first = dense.get(0);
        assertThat(dense).hasSize((int) values.get("depth") + 1);
        assertThat(first.getNOut()).isEqualTo(((Integer) values.get("width")).longValue());
        assertThat(dense.get(dense.size() - 1).getNOut()).isEqualTo(3);
        assertThat(rate(first.getIDropout())).isEqualTo(values.get("inputDropRate"));
        assertThat(rate(dense.get(1).getIDropout())).isEqualTo(values.get("hiddenDropRate"));
        assertThat(first.getKernelQuantizer()).isEqualTo(values.get("kernelQuantizer"));
        assertThat(Candidates.layers(candidate, ActivationLayer.class))
                .hasSize((int) values.get("depth"))
                .extracting(ActivationLayer::getActivationFn)
                .containsOnly(
                        new SignActivation((io.github.bnn4j.quantizer.Quantizer) values.get("activationQuantizer")));
        boolean hinge = Candidates.layers(candidate, LossLayer.class).get(0).getLossFn() instanceof SquaredHingeLoss;
        assertThat(hinge).isEqualTo(values.get("loss") == OutputLoss.HINGE);
        KernelScaledUpdater updater = (KernelScaledUpdater) first.getIUpdater();
        assertThat(updater.getMultiplier()).isEqualTo(values.get("kernelRateMultiplier"));
        double learningRate = (double) values.get("learningRate");
        assertThat(updater.getLearningRate(99, 0)).isEqualTo(learningRate);
        assertThat(updater.getLearningRate(99, 5))
                .isCloseTo(learningRate * (double) values.get("decay"), Offset.offset(1e-6 * learningRate));
    }

    private static double rate(IDropout dropout) {
        return dropout == null ? 0 : ((NoScaleDropout) dropout).rate();
    }

    @Test
    void hyperparametersAreNamedInOrder() {
        BnnSpace space = Candidates.everything().build();
        assertThat(space.hyperparameters().keySet())
                .containsExactly(
                        "depth",
                        "width",
                        "learningRate",
                        "decay",
                        "inputDropRate",
                        "hiddenDropRate",
                        "kernelRateMultiplier",
                        "kernelQuantizer",
                        "activationQuantizer",
                        "loss");
        assertThat(space.network().numParameters()).isEqualTo(10);
        assertThat(space.epochs()).isEqualTo(5);
    }

    @Test
    void whatIsFixedIsLeftOut() {
        BnnSpace space = new BnnSpace.Builder(2, 2)
                .width(3)
                .depth(2)
                .learningRate(.1, .1)
                .loss(OutputLoss.SOFTMAX)
                .decay(.1, .2)
                .build();
        assertThat(space.hyperparameters().keySet()).containsExactly("decay");
        assertThat(space.network().numParameters()).isEqualTo(1);
    }
}
