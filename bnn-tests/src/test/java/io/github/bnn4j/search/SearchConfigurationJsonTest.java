package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.Quantizers;
import io.github.bnn4j.quantizer.SteSign;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.layers.ActivationLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxTimeCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.evaluation.classification.Evaluation;

/** A search's configuration in Arbiter's JSON and YAML. */
class SearchConfigurationJsonTest {

    /** Its spaces are used in several places: of such, Arbiter cannot read a grid, which counts each place. */
    private static final String SHARED = "BnnSpace";

    static Map<String, MultiLayerSpace> spaces() {
        Map<String, MultiLayerSpace> spaces = new LinkedHashMap<>();
        spaces.put("every space", everySpace());
        spaces.put("fixed options", fixedOptions());
        spaces.put(SHARED, Candidates.everything().build().network());
        spaces.put(
                "BnnSpace without choice",
                new BnnSpace.Builder(6, 3).width(4).build().network());
        return spaces;
    }

    static Stream<Arguments> configurations() {
        return spaces().keySet().stream().flatMap(name -> Stream.of(SearchGenerator.RANDOM, SearchGenerator.GRID)
                .filter(kind -> kind == SearchGenerator.RANDOM || !name.equals(SHARED))
                .flatMap(kind -> Stream.of("JSON", "YAML").map(format -> Arguments.of(name, kind, format))));
    }

    private static MultiLayerSpace everySpace() {
        return new MultiLayerSpace.Builder()
                .seed(1)
                .updater(new KernelScaledUpdaterSpace(
                        new DecayingAdamSpace(
                                new ContinuousParameterSpace(.001, .1), new DiscreteParameterSpace<>(.1, .01), 3),
                        new ContinuousParameterSpace(.25, 1)))
                .addLayer(new BinaryDenseLayerSpace.Builder()
                        .nOut(new DiscreteParameterSpace<>(2, 3))
                        .kernelQuantizer(
                                new QuantizerSpace(Quantizers.forKernels().toArray(Quantizer[]::new)))
                        .inputQuantizer(new QuantizerSpace(new SteSign(), new ApproxSign()))
                        .kernelBound(new KernelBoundSpace(KernelBound.of(.5), KernelBound.glorot()))
                        .learningRateScale(new KernelLearningRateScaleSpace(
                                KernelLearningRateScale.of(2),
                                KernelLearningRateScale.glorot(),
                                KernelLearningRateScale.none()))
                        .hasBias(new BooleanSpace())
                        .clipKernel(new BooleanSpace())
                        .iDropOut(new NoScaleDropoutSpace(new ContinuousParameterSpace(.1, .5)))
                        .build())
                .addLayer(
                        new ActivationLayerSpace.Builder()
                                .activationFn(new SignActivationSpace(new QuantizerSpace(new SteSign())))
                                .build(),
                        new BlockCount(new DiscreteParameterSpace<>(1, 2), 1))
                .addLayer(new OutputLossLayerSpace(new OutputLossSpace(OutputLoss.values())))
                .setInputType(InputType.feedForward(3))
                .build();
    }

    private static MultiLayerSpace fixedOptions() {
        return new MultiLayerSpace.Builder()
                .seed(1)
                .addLayer(new BinaryDenseLayerSpace.Builder()
                        .nOut(2)
                        .kernelQuantizer(new SteSign(2))
                        .inputQuantizer(new SteSign())
                        .kernelBound(KernelBound.glorot())
                        .learningRateScale(KernelLearningRateScale.none())
                        .hasBias(true)
                        .clipKernel(false)
                        .activation(new SignActivation())
                        .build())
                .addLayer(new OutputLossLayerSpace(new FixedValue<>(OutputLoss.SOFTMAX)))
                .setInputType(InputType.feedForward(3))
                .build();
    }

    private static OptimizationConfiguration configuration(CandidateGenerator generator) {
        Properties properties = new Properties();
        properties.setProperty("directory", "/data/mnist");
        return new OptimizationConfiguration.Builder()
                .candidateGenerator(generator)
                .dataSource(ExampleData.class, properties)
                .scoreFunction(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
                .terminationConditions(new MaxCandidatesCondition(10), new MaxTimeCondition(2, TimeUnit.MINUTES))
                .rngSeed(5)
                .build();
    }

    private static OptimizationConfiguration copy(OptimizationConfiguration original, String format) {
        return format.equals("JSON")
                ? OptimizationConfiguration.fromJson(original.toJson())
                : OptimizationConfiguration.fromYaml(original.toYaml());
    }

    private static List<MultiLayerConfiguration> networks(CandidateGenerator generator) {
        generator.setRngSeed(5);
        List<Candidate<?>> candidates = Candidates.take(generator, 3);
        return candidates.stream().map(Candidates::configuration).toList();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void isEqualAndGivesTheSameNetworksWhenReadBack(String space, SearchGenerator kind, String format) {
        OptimizationConfiguration original = configuration(Candidates.generator(kind, spaces().get(space), 5));
        OptimizationConfiguration copy = copy(original, format);
        assertThat(copy).isEqualTo(original);
        assertThat(copy.getDataSource()).isEqualTo(ExampleData.class);
        assertThat(copy.getDataSourceProperties()).isEqualTo(original.getDataSourceProperties());
        assertThat(copy.getTerminationConditions())
                .hasToString(original.getTerminationConditions().toString());
        assertThat(copy.getCandidateGenerator().getParameterSpace())
                .isEqualTo(original.getCandidateGenerator().getParameterSpace());
        assertThat(copy.getCandidateGenerator()).hasSameClassAs(original.getCandidateGenerator());
        // Spaces that were shared are several now, but have the same index.
        List<MultiLayerConfiguration> networks = networks(copy.getCandidateGenerator());
        assertThat(networks).isNotEmpty().isEqualTo(networks(original.getCandidateGenerator()));
        assertThat(networks).allMatch(network -> network.getConf(0).getLayer() instanceof BinaryDenseLayer);
    }
}
