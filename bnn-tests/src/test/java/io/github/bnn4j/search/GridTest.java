package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.Quantizers;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.StochasticSign;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.Test;

/** A grid visits each combination once. */
class GridTest {

    private static List<Map<String, Object>> grid(BnnSpace space) {
        return Candidates.take(SearchGenerator.GRID, space.network(), 10_000).stream()
                .peek(Candidates::configuration)
                .map(candidate -> space.values(candidate.getFlatParameters()))
                .toList();
    }

    @Test
    void allCombinationsOfChoicesAndSteps() {
        List<Map<String, Object>> grid = grid(new BnnSpace.Builder(6, 3)
                .depth(1, 3)
                .width(4, 5, 6, 7, 8)
                .learningRate(1e-4, 1e-2)
                .loss(OutputLoss.values())
                .kernelQuantizer(new SteSign(), new StochasticSign())
                .build());
        assertThat(grid).hasSize(2 * 5 * 3 * 2 * 2).doesNotHaveDuplicates();
    }

    @Test
    void learningRatesAreTheBoundsAndTheirGeometricMean() {
        List<Map<String, Object>> grid = grid(
                new BnnSpace.Builder(6, 3).width(4).learningRate(1e-4, 1e-2).build());
        assertThat(grid).hasSize(3);
        assertThat((double) grid.get(0).get("learningRate")).isCloseTo(1e-4, Percentage.withPercentage(1e-6));
        assertThat((double) grid.get(1).get("learningRate")).isCloseTo(1e-3, Percentage.withPercentage(1e-6));
        assertThat((double) grid.get(2).get("learningRate")).isCloseTo(1e-2, Percentage.withPercentage(1e-6));
    }

    /** In front of others, between and behind. */
    @Test
    void optionsWithOneValue() {
        List<Map<String, Object>> grid = grid(new BnnSpace.Builder(6, 3)
                .depth(2)
                .width(4, 8)
                .decay(.1)
                .hiddenDropRate(.0, .5)
                .kernelQuantizer(new SteSign())
                .activationQuantizer(new SteSign(), new StochasticSign())
                .loss(OutputLoss.SOFTMAX)
                .build());
        assertThat(grid).hasSize(8).doesNotHaveDuplicates().allMatch(values -> values.size() == 3);
    }

    @Test
    void aSpaceWithoutChoiceIsOneCandidate() {
        BnnSpace space = new BnnSpace.Builder(6, 3).width(4).build();
        List<Candidate<?>> candidates = Candidates.take(SearchGenerator.GRID, space.network(), 10);
        assertThat(candidates).hasSize(1);
        assertThat(space.values(candidates.get(0).getFlatParameters())).isEmpty();
    }

    @Test
    void eachOfManyQuantizers() {
        List<Quantizer> all = Quantizers.forKernels();
        BnnSpace space = new BnnSpace.Builder(6, 3)
                .width(4)
                .kernelQuantizer(all.toArray(Quantizer[]::new))
                .build();
        assertThat(grid(space))
                .extracting(values -> values.get("kernelQuantizer"))
                .isEqualTo(all);
    }

    /** A space of one value that is not made by a BnnSpace's builder. */
    @Test
    void aQuantizerSpaceOfOneValueDoesNotDisturbOthers() {
        MultiLayerSpace space = new MultiLayerSpace.Builder()
                .addLayer(new BinaryDenseLayerSpace.Builder()
                        .nOut(new DiscreteParameterSpace<>(2, 3))
                        .kernelQuantizer(new QuantizerSpace(new SteSign()))
                        .build())
                .addLayer(new OutputLossLayerSpace(new OutputLossSpace(OutputLoss.values())))
                .setInputType(InputType.feedForward(3))
                .build();
        assertThat(Candidates.take(SearchGenerator.GRID, space, 10).stream()
                        .map(candidate -> Candidates.layers(candidate).toString()))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }
}
