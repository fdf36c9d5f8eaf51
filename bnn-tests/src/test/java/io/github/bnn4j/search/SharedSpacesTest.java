package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.BinaryOptions;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.SteSign;
import java.util.List;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One space in several places is one value; two spaces are two, even if they are equal. */
class SharedSpacesTest {

    private static final int CANDIDATES = 40;

    private record Pair(Object first, Object second) {}

    private static MultiLayerSpace network(
            ParameterSpace<Integer> width1,
            ParameterSpace<Integer> width2,
            ParameterSpace<Double> rate1,
            ParameterSpace<Double> rate2) {
        return new MultiLayerSpace.Builder()
                .addLayer(layer(width1, rate1))
                .addLayer(layer(width2, rate2))
                .addLayer(new OutputLossLayerSpace(new OutputLossSpace(OutputLoss.HINGE, OutputLoss.SOFTMAX)))
                .setInputType(InputType.feedForward(3))
                .build();
    }

    private static BinaryDenseLayerSpace layer(ParameterSpace<Integer> width, ParameterSpace<Double> rate) {
        return new BinaryDenseLayerSpace.Builder()
                .nOut(width)
                .iDropOut(new NoScaleDropoutSpace(rate))
                .build();
    }

    private static DiscreteParameterSpace<Integer> width() {
        return new DiscreteParameterSpace<>(2, 3);
    }

    private static ContinuousParameterSpace rate() {
        return new ContinuousParameterSpace(.1, .5);
    }

    private static List<Pair> widths(SearchGenerator generator, MultiLayerSpace space) {
        return Candidates.take(generator, space, CANDIDATES).stream()
                .map(candidate -> Candidates.layers(candidate, BinaryDenseLayer.class))
                .map(layers -> new Pair(layers.get(0).getNOut(), layers.get(1).getNOut()))
                .toList();
    }

    private static List<Pair> rates(SearchGenerator generator, MultiLayerSpace space) {
        return Candidates.take(generator, space, CANDIDATES).stream()
                .map(candidate -> Candidates.layers(candidate, BinaryDenseLayer.class))
                .map(layers -> new Pair(rate(layers.get(0)), rate(layers.get(1))))
                .toList();
    }

    private static double rate(BinaryDenseLayer layer) {
        return ((NoScaleDropout) layer.getIDropout()).rate();
    }

    @ParameterizedTest
    @EnumSource
    void equalSpacesAreIndependent(SearchGenerator generator) {
        MultiLayerSpace space = network(width(), width(), rate(), rate());
        assertThat(space.numParameters()).isEqualTo(5);
        assertThat(widths(generator, space))
                .contains(new Pair(2L, 2L), new Pair(2L, 3L), new Pair(3L, 2L), new Pair(3L, 3L));
        assertThat(rates(generator, space)).anyMatch(rates -> !rates.first.equals(rates.second));
    }

    @ParameterizedTest
    @EnumSource
    void aSharedSpaceHasOneValue(SearchGenerator generator) {
        DiscreteParameterSpace<Integer> width = width();
        ContinuousParameterSpace rate = rate();
        MultiLayerSpace space = network(width, width, rate, rate);
        assertThat(space.numParameters()).isEqualTo(3);
        assertThat(widths(generator, space))
                .allMatch(widths -> widths.first.equals(widths.second))
                .contains(new Pair(2L, 2L), new Pair(3L, 3L));
        assertThat(rates(generator, space))
                .allMatch(rates -> rates.first.equals(rates.second))
                .anyMatch(rates -> (double) rates.first > .3)
                .anyMatch(rates -> (double) rates.first < .3);
    }

    @ParameterizedTest
    @EnumSource
    void layersWithTheSameOptionsAgree(SearchGenerator generator) {
        BinaryOptionsSpace options = new BinaryOptionsSpace()
                .withHasBias(new BooleanSpace())
                .withKernelQuantizer(new QuantizerSpace(new SteSign(), new ApproxSign()));
        MultiLayerSpace space = new MultiLayerSpace.Builder()
                .addLayer(new BinaryDenseLayerSpace.Builder()
                        .nOut(2)
                        .binaryOptions(options)
                        .build())
                .addLayer(new BinaryDenseLayerSpace.Builder()
                        .nOut(3)
                        .binaryOptions(options)
                        .build())
                .addLayer(new OutputLossLayerSpace(new OutputLossSpace(OutputLoss.HINGE)))
                .setInputType(InputType.feedForward(3))
                .build();
        assertThat(space.numParameters()).isEqualTo(2);
        List<BinaryOptions> chosen = Candidates.take(generator, space, CANDIDATES).stream()
                .map(candidate -> Candidates.layers(candidate, BinaryDenseLayer.class))
                .peek(layers -> assertThat(layers.get(0).getBinaryOptions())
                        .isEqualTo(layers.get(1).getBinaryOptions()))
                .map(layers -> layers.get(0).getBinaryOptions())
                .toList();
        assertThat(chosen.stream().distinct()).hasSizeBetween(2, 4);
    }

    @ParameterizedTest
    @EnumSource
    void hiddenBlocksOfABnnSpaceAgree(SearchGenerator generator) {
        BnnSpace space = Candidates.everything().build();
        assertThat(Candidates.take(generator, space.network(), CANDIDATES)).allSatisfy(candidate -> {
            List<BinaryDenseLayer> layers = Candidates.layers(candidate, BinaryDenseLayer.class);
            assertThat(layers.subList(0, layers.size() - 1))
                    .extracting(BinaryDenseLayer::getNOut)
                    .containsOnly(layers.get(0).getNOut());
            assertThat(layers.subList(1, layers.size()).stream().map(BinaryDenseLayer::getIDropout))
                    .containsOnly(layers.get(1).getIDropout());
            assertThat(layers)
                    .extracting(BinaryDenseLayer::getKernelQuantizer)
                    .containsOnly(layers.get(0).getKernelQuantizer());
        });
    }
}
