package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.Quantizers;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.serialization.Copies;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/** Every option survives every way in which DL4J copies and stores configurations. */
class BinaryDenseLayerConfigRoundTripTest {

    record Option(String name, UnaryOperator<BinaryDenseLayer.Builder> setting) {

        BinaryDenseLayer layer() {
            return setting.apply(
                            new BinaryDenseLayer.Builder().name("binary").nIn(4).nOut(3))
                    .build();
        }

        MultiLayerConfiguration network() {
            return new SmallNetwork()
                    .updater(new KernelScaledUpdater(new Adam(0.01), 0.25))
                    .configuration(layer(), output());
        }

        ComputationGraphConfiguration graph() {
            return new SmallNetwork()
                    .updater(new KernelScaledUpdater(new Adam(0.01), 0.25))
                    .graphConfiguration(vertices -> vertices.addInputs("in")
                            .addLayer("binary", layer(), "in")
                            .addLayer("out", output(), "binary")
                            .setOutputs("out"));
        }

        private static OutputLayer output() {
            return new OutputLayer.Builder()
                    .nIn(3)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Option> options() {
        return Stream.of(others(), kernelQuantizers(), inputQuantizers())
                .flatMap(options -> options)
                .toList();
    }

    private static Stream<Option> kernelQuantizers() {
        Quantizer byDefault = new SteSign();
        return Quantizers.forKernels().stream()
                .filter(quantizer -> !quantizer.equals(byDefault))
                .map(quantizer -> new Option("kernel " + quantizer, layer -> layer.kernelQuantizer(quantizer)));
    }

    private static Stream<Option> inputQuantizers() {
        return Quantizers.elementwise().stream()
                .map(quantizer -> new Option("input " + quantizer, layer -> layer.inputQuantizer(quantizer)));
    }

    private static Stream<Option> others() {
        return Stream.of(
                new Option("defaults", layer -> layer),
                new Option("kernel of the user's own", layer -> layer.kernelQuantizer(new TanhQuantizer(0.3))),
                new Option("bound .5", layer -> layer.kernelBound(0.5)),
                new Option("bound GLOROT", layer -> layer.kernelBound(KernelBound.glorot())),
                new Option("scale 3", layer -> layer.learningRateScale(3)),
                new Option("scale 1", layer -> layer.learningRateScale(1)),
                new Option("scale NONE", layer -> layer.learningRateScale(KernelLearningRateScale.none())),
                new Option("bias", layer -> layer.hasBias(true)),
                new Option("bias init", layer -> layer.hasBias(true).biasInit(0.5)),
                new Option("no clip", layer -> layer.clipKernel(false)),
                new Option("clip of the user's own", layer -> layer.constrainWeights(new WeightClip(0.75))),
                new Option("more constraints", layer -> layer.constrainWeights(new MaxNormConstraint(2, 1))),
                new Option("weight init", layer -> layer.weightInit(WeightInit.XAVIER)),
                new Option("activation", layer -> layer.activation(Activation.TANH)),
                new Option("sign activation", layer -> layer.activation(new SignActivation())),
                new Option(
                        "sign activation, ApproxSign", layer -> layer.activation(new SignActivation(new ApproxSign()))),
                new Option("no-scale dropout", layer -> layer.dropOut(NoScaleDropout.dropRate(0.2))),
                new Option("dropout", layer -> layer.dropOut(0.6)),
                new Option("regularization", layer -> layer.l1(0.1).l2(0.2)),
                new Option("updater", layer -> layer.updater(new Sgd(0.3))),
                new Option("bias updater", layer -> layer.hasBias(true).biasUpdater(new Nesterovs(0.3, 0.8))),
                new Option("gradient normalization", layer -> layer.gradientNormalization(
                                GradientNormalization.ClipElementWiseAbsoluteValue)
                        .gradientNormalizationThreshold(0.1)),
                new Option(
                        "weight noise", layer -> layer.weightNoise(new WeightNoise(new NormalDistribution(0, 0.1)))));
    }

    static Stream<Arguments> ways() {
        return options().stream()
                .flatMap(option -> Stream.of(
                        way(option, "JSON", option::network, c -> MultiLayerConfiguration.fromJson(c.toJson())),
                        way(option, "YAML", option::network, c -> MultiLayerConfiguration.fromYaml(c.toYaml())),
                        way(option, "clone", option::network, MultiLayerConfiguration::clone),
                        way(option, "Java serialization", option::network, Copies::java),
                        way(option, "JSON", option::graph, c -> ComputationGraphConfiguration.fromJson(c.toJson())),
                        way(option, "YAML", option::graph, c -> ComputationGraphConfiguration.fromYaml(c.toYaml())),
                        way(option, "clone", option::graph, ComputationGraphConfiguration::clone),
                        way(option, "Java serialization", option::graph, Copies::java)));
    }

    private static <T> Arguments way(Option option, String name, Supplier<T> original, UnaryOperator<T> copy) {
        return Arguments.of(option, name, original, copy);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("ways")
    <T> void survives(Option option, String way, Supplier<T> original, UnaryOperator<T> copy) {
        T before = original.get();
        T after = copy.apply(before);

        assertThat(after).isNotSameAs(before).isEqualTo(before);
        // Equality is the classes' own claim; a second look, field by field, at what it is about.
        assertThat(layerOf(after))
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*\\.mask")
                .isEqualTo(layerOf(before));
    }

    /** Else the round trips would not notice an option that is lost. */
    @Test
    void noTwoOptionsAreEqual() {
        List<BinaryDenseLayer> layers = options().stream().map(Option::layer).toList();
        for (int i = 0; i < layers.size(); i++) {
            for (int j = 0; j < layers.size(); j++) {
                assertThat(layers.get(i).equals(layers.get(j)))
                        .as("%s and %s", options().get(i), options().get(j))
                        .isEqualTo(i == j);
            }
        }
    }

    @Test
    void equalLayersHaveEqualHashCodes() {
        HashSet<Object> all = new HashSet<>();
        for (Option option : options()) {
            assertThat(option.layer()).isEqualTo(option.layer()).hasSameHashCodeAs(option.layer());
            all.add(option.layer());
        }
        assertThat(all).hasSameSizeAs(options());
    }

    /** A clone is not the original: setting something on one leaves the other. */
    @Test
    void aCloneIsIndependent() {
        BinaryDenseLayer original = new Option("", layer -> layer).layer();
        BinaryDenseLayer clone = (BinaryDenseLayer) original.clone();
        clone.setBinaryOptions(clone.getBinaryOptions().withKernelBound(KernelBound.of(0.5)));
        clone.setNOut(99);
        assertThat(original.getKernelBound()).isEqualTo(KernelBound.of(1));
        assertThat(original.getNOut()).isEqualTo(3);
    }

    private static BinaryDenseLayer layerOf(Object configuration) {
        if (configuration instanceof MultiLayerConfiguration network) {
            return (BinaryDenseLayer) network.getConf(0).getLayer();
        }
        LayerVertex vertex = (LayerVertex)
                ((ComputationGraphConfiguration) configuration).getVertices().get("binary");
        return (BinaryDenseLayer) vertex.getLayerConf().getLayer();
    }
}
