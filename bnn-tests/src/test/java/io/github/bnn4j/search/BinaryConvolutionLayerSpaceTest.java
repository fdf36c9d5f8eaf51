package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BaseBinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDepthwiseConvolutionLayer;
import io.github.bnn4j.layer.BinarySeparableConvolutionLayer;
import io.github.bnn4j.layer.PaddingValue;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.StochasticSign;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.util.List;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;

/** What is given to the space is what the layer gets: fixed, and as a choice. */
class BinaryConvolutionLayerSpaceTest {

    private static final double[] NONE = {};

    private static List<BaseBinaryConvolutionLayerSpace<?>> spaces(Setting setting) {
        return List.of(
                setting.of(new BinaryConvolutionLayerSpace.Builder()).build(),
                setting.of(new BinaryDepthwiseConvolutionLayerSpace.Builder()).build(),
                setting.of(new BinarySeparableConvolutionLayerSpace.Builder()).build());
    }

    private interface Setting {
        <T extends BaseBinaryConvolutionLayerSpace.BaseBuilder<T>> T of(T builder);
    }

    @Test
    void withoutOptionsItIsTheLayersDefault() {
        Setting nothing = new Setting() {
            @Override
            public <T extends BaseBinaryConvolutionLayerSpace.BaseBuilder<T>> T of(T builder) {
                return builder;
            }
        };
        List<BaseBinaryConvolutionLayer> defaults = List.of(
                new BinaryConvolutionLayer.Builder().build(),
                new BinaryDepthwiseConvolutionLayer.Builder().build(),
                new BinarySeparableConvolutionLayer.Builder().build());
        for (int i = 0; i < defaults.size(); i++) {
            assertThat(spaces(nothing).get(i).numParameters()).isZero();
            assertThat(spaces(nothing).get(i).getValue(NONE)).isEqualTo(defaults.get(i));
        }
    }

    @Test
    void whatIsFixedIsTheLayers() {
        Setting all = new Setting() {
            @Override
            public <T extends BaseBinaryConvolutionLayerSpace.BaseBuilder<T>> T of(T builder) {
                return builder.nIn(3)
                        .nOut(6)
                        .kernelQuantizer(new ApproxSign())
                        .inputQuantizer(new SteSign())
                        .kernelBound(0.5)
                        .learningRateScale(3)
                        .paddingValue(PaddingValue.ONE)
                        .hasBias(true)
                        .clipKernel(false)
                        .kernelSize(3, 2)
                        .stride(2, 1)
                        .padding(1, 0)
                        .dilation(1, 2)
                        .convolutionMode(ConvolutionMode.Strict)
                        .dataFormat(CNN2DFormat.NHWC);
            }
        };
        assertThat(spaces(all)).allSatisfy(space -> {
            assertThat(space.numParameters()).isZero();
            BaseBinaryConvolutionLayer layer = space.getValue(NONE);
            assertThat(layer.getNIn()).isEqualTo(3);
            assertThat(layer.getKernelQuantizer()).isEqualTo(new ApproxSign());
            assertThat(layer.getInputQuantizer()).isEqualTo(new SteSign());
            assertThat(layer.getKernelBound()).isEqualTo(KernelBound.of(0.5));
            assertThat(layer.getLearningRateScale()).isEqualTo(KernelLearningRateScale.of(3));
            assertThat(layer.getPaddingValue()).isEqualTo(PaddingValue.ONE);
            assertThat(layer.hasBias()).isTrue();
            assertThat(layer.getConstraints()).isNull();
            assertThat(layer.getKernelSize()).containsExactly(3, 2);
            assertThat(layer.getStride()).containsExactly(2, 1);
            assertThat(layer.getPadding()).containsExactly(1, 0);
            assertThat(layer.getDilation()).containsExactly(1, 2);
            assertThat(layer.getConvolutionMode()).isEqualTo(ConvolutionMode.Strict);
            assertThat(layer.getCnn2dDataFormat()).isEqualTo(CNN2DFormat.NHWC);
        });
    }

    @Test
    void choicesAreParameters() {
        var builder = new BinarySeparableConvolutionLayerSpace.Builder()
                .nOut(new DiscreteParameterSpace<>(4, 8))
                .kernelQuantizer(new QuantizerSpace(new SteSign(), new StochasticSign()))
                .inputQuantizer(new DiscreteParameterSpace<Quantizer>(new SteSign(), new ApproxSign()))
                .paddingValue(new DiscreteParameterSpace<>(PaddingValue.ZERO, PaddingValue.ONE))
                .kernelSize(new DiscreteParameterSpace<>(new int[] {3, 3}, new int[] {5, 5}))
                .hasBias(new BooleanSpace())
                .depthMultiplier(new DiscreteParameterSpace<>(1, 2));
        BinarySeparableConvolutionLayerSpace space = builder.build();
        assertThat(space.numParameters()).isEqualTo(7);
        int next = 0;
        for (ParameterSpace<?> leaf : space.collectLeaves()) {
            if (leaf.numParameters() == 1) {
                leaf.setIndices(next++);
            }
        }
        BinarySeparableConvolutionLayer first = space.getValue(new double[] {0, 0, 0, 0, 0, 0, 0});
        BinarySeparableConvolutionLayer last = space.getValue(new double[] {.9, .9, .9, .9, .9, .9, .9});
        assertThat(first.getNOut()).isEqualTo(4);
        assertThat(last.getNOut()).isEqualTo(8);
        assertThat(last.getKernelQuantizer()).isEqualTo(new StochasticSign());
        assertThat(last.getInputQuantizer()).isEqualTo(new ApproxSign());
        assertThat(first.getPaddingValue()).isEqualTo(PaddingValue.ZERO);
        assertThat(last.getPaddingValue()).isEqualTo(PaddingValue.ONE);
        assertThat(last.getKernelSize()).containsExactly(5, 5);
        assertThat(first.getDepthMultiplier()).isEqualTo(1);
        assertThat(last.getDepthMultiplier()).isEqualTo(2);
        assertThat(first.hasBias()).isNotEqualTo(last.hasBias());
    }

    @Test
    void survivesJson() {
        MultiLayerSpace space = new MultiLayerSpace.Builder()
                .updater(new KernelScaledUpdater(new Adam(0.01)))
                .addLayer(new BinaryConvolutionLayerSpace.Builder()
                        .nIn(3)
                        .nOut(4)
                        .kernelSize(3, 3)
                        .paddingValue(new DiscreteParameterSpace<>(PaddingValue.values()))
                        .kernelQuantizer(new QuantizerSpace(new SteSign(), new ApproxSign()))
                        .build())
                .addLayer(new BinaryDepthwiseConvolutionLayerSpace.Builder()
                        .nIn(4)
                        .depthMultiplier(2)
                        .build())
                .build();
        MultiLayerSpace copy = MultiLayerSpace.fromJson(space.toJson());
        assertThat(copy.numParameters()).isEqualTo(space.numParameters()).isEqualTo(2);
        assertThat(copy.toJson()).isEqualTo(space.toJson());
    }
}
