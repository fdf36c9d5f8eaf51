package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.SteHeaviside;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.StochasticSign;
import io.github.bnn4j.serialization.Copies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.memory.MemoryType;
import org.deeplearning4j.nn.conf.memory.MemoryUseMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** Options of the convolution layers: defaults, copies of every kind, and what is refused. */
class BinaryConvolutionLayerConfigTest {

    private static BaseBinaryConvolutionLayer.BaseBuilder<?> builder(ConvolutionKind kind) {
        return kind.builder(3, 3).name("binary").nIn(4).nOut(8);
    }

    static List<Consumer<BaseBinaryConvolutionLayer.BaseBuilder<?>>> options() {
        return List.of(
                layer -> {},
                layer -> layer.kernelQuantizer(new ApproxSign()),
                layer -> layer.kernelQuantizer(new StochasticSign()),
                layer -> layer.inputQuantizer(new SteSign()),
                layer -> layer.kernelBound(0.5),
                layer -> layer.kernelBound(KernelBound.glorot()),
                layer -> layer.learningRateScale(3),
                layer -> layer.learningRateScale(KernelLearningRateScale.none()),
                layer -> layer.paddingValue(PaddingValue.ONE),
                layer -> layer.hasBias(true),
                layer -> layer.clipKernel(false),
                layer -> layer.constrainWeights(new WeightClip(0.75)),
                layer -> layer.kernelSize(2, 3),
                layer -> layer.stride(2, 1),
                layer -> layer.padding(1, 0),
                layer -> layer.dilation(2, 2),
                layer -> layer.convolutionMode(ConvolutionMode.Same),
                layer -> layer.dataFormat(CNN2DFormat.NHWC),
                layer -> layer.activation(Activation.TANH),
                layer -> layer.dropOut(NoScaleDropout.dropRate(0.2)));
    }

    static Stream<BaseBinaryConvolutionLayer> layers() {
        return Arrays.stream(ConvolutionKind.values())
                .flatMap(kind -> options().stream().map(option -> {
                    var builder = builder(kind);
                    option.accept(builder);
                    return built(builder);
                }));
    }

    private static BaseBinaryConvolutionLayer built(BaseBinaryConvolutionLayer.BaseBuilder<?> builder) {
        return builder.build();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void survivesEveryKindOfCopy(BaseBinaryConvolutionLayer layer) {
        MultiLayerConfiguration network = new SmallNetwork().configuration(layer, new LossLayer.Builder().build());
        for (MultiLayerConfiguration copy : Copies.of(network)) {
            assertThat(copy).isNotSameAs(network).isEqualTo(network);
            assertThat(copy.getConf(0).getLayer())
                    .usingRecursiveComparison()
                    .ignoringFieldsMatchingRegexes(".*\\.mask")
                    .isEqualTo(network.getConf(0).getLayer());
        }
    }

    /** Else the copies would not notice an option that is lost. */
    @Test
    void noTwoOptionsAreEqual() {
        List<BaseBinaryConvolutionLayer> all = new ArrayList<>(layers().toList());
        all.add(new BinaryDepthwiseConvolutionLayer.Builder(3, 3)
                .name("binary")
                .nIn(4)
                .depthMultiplier(3)
                .build());
        all.add(new BinarySeparableConvolutionLayer.Builder(3, 3)
                .name("binary")
                .nIn(4)
                .nOut(8)
                .depthMultiplier(3)
                .build());
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < all.size(); j++) {
                assertThat(all.get(i).equals(all.get(j))).as("%s and %s", i, j).isEqualTo(i == j);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void theDefaultsAreThePapers(ConvolutionKind kind) {
        BaseBinaryConvolutionLayer layer = built(builder(kind));
        assertThat(layer.getKernelQuantizer()).isEqualTo(new SteSign());
        assertThat(layer.getInputQuantizer()).isNull();
        assertThat(layer.getKernelBound()).isEqualTo(KernelBound.of(1));
        assertThat(layer.getLearningRateScale()).isEqualTo(KernelLearningRateScale.glorot());
        assertThat(layer.getPaddingValue()).isEqualTo(PaddingValue.ZERO);
        assertThat(layer.hasBias()).isFalse();
        assertThat(layer.getActivationFn()).isEqualTo(new ActivationIdentity());
        assertThat(layer.getWeightInitFn()).isEqualTo(new LatentUniformInit(KernelBound.of(1)));
        assertThat(layer.getConstraints()).singleElement().isInstanceOfSatisfying(WeightClip.class, clip -> {
            assertThat(clip.getBound()).isEqualTo(KernelBound.of(1));
            assertThat(clip.getParams()).isEqualTo(kind.fans(9, 4, 8).keySet());
        });
        assertThat(built(kind.builder()).getKernelSize()).as("DL4J's").containsExactly(5, 5);
    }

    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void refusesWhatCannotBe(ConvolutionKind kind) {
        Map<String, Consumer<BaseBinaryConvolutionLayer.BaseBuilder<?>>> refused = Map.of(
                "kernelQuantizer", layer -> layer.kernelQuantizer(new SteHeaviside()),
                "inputQuantizer", layer -> layer.inputQuantizer(new MagnitudeAwareSign()),
                "kernelBound", layer -> layer.kernelBound(-1),
                "learningRateScale", layer -> layer.learningRateScale(0),
                "paddingValue", layer -> layer.paddingValue(null));
        refused.forEach((option, setting) -> {
            var builder = builder(kind);
            setting.accept(builder);
            assertThatThrownBy(() -> built(builder))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"binary\"")
                    .hasMessageContaining(option);
        });
    }

    @Test
    void refusesADepthMultiplierBelowOne() {
        assertThatThrownBy(() -> new BinaryDepthwiseConvolutionLayer.Builder(3, 3)
                        .depthMultiplier(0)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("depthMultiplier")
                .hasMessageContaining("0");
        assertThatThrownBy(() -> new BinarySeparableConvolutionLayer.Builder(3, 3)
                        .depthMultiplier(-2)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-2");
    }

    /** As for a dense layer: parameters, Adam's state, outputs, and one more kernel, the binarized one. */
    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void reportsItsMemory(ConvolutionKind kind) {
        BaseBinaryConvolutionLayer layer = built(builder(kind).hasBias(true));
        layer.setIUpdater(new Adam());
        MultiLayerNetwork network = new SmallNetwork().updater(new Adam()).chain(layer);
        var report = layer.getMemoryReport(InputType.convolutional(5, 5, 4));
        long params = network.numParams();
        assertThat(report.getMemoryBytes(MemoryType.PARAMETERS, 1, MemoryUseMode.TRAINING, null, DataType.FLOAT))
                .isEqualTo(4 * params);
        assertThat(report.getMemoryBytes(MemoryType.UPDATER_STATE, 1, MemoryUseMode.TRAINING, null, DataType.FLOAT))
                .isEqualTo(2 * 4 * params);
        assertThat(report.getMemoryBytes(
                        MemoryType.WORKING_MEMORY_FIXED, 1, MemoryUseMode.INFERENCE, null, DataType.FLOAT))
                .isEqualTo(4 * (params - 8));
    }
}
