package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.SteSign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same options for layers of all kinds. */
class BinaryOptionsTest {

    private static final BinaryOptions OPTIONS = new BinaryOptions()
            .withKernelQuantizer(new ApproxSign())
            .withInputQuantizer(new SteSign())
            .withKernelBound(KernelBound.of(.5))
            .withLearningRateScale(KernelLearningRateScale.none())
            .withHasBias(true)
            .withClipKernel(false);

    @Test
    void aDenseLayerHasThemAll() {
        BinaryDenseLayer layer =
                new BinaryDenseLayer.Builder().binaryOptions(OPTIONS).build();
        assertThat(layer.getBinaryOptions()).isEqualTo(OPTIONS);
        assertThat(layer.hasBias()).isTrue();
        assertThat(layer.getConstraints()).isNull();
        assertThat(layer.getKernelQuantizer()).isEqualTo(new ApproxSign());
        assertThat(layer.getInputQuantizer()).isEqualTo(new SteSign());
        assertThat(layer.getKernelBound()).isEqualTo(KernelBound.of(.5));
        assertThat(layer.getLearningRateScale()).isEqualTo(KernelLearningRateScale.none());
    }

    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void aConvolutionHasThemAll(ConvolutionKind kind) {
        BaseBinaryConvolutionLayer layer =
                kind.builder(3, 3).binaryOptions(OPTIONS).build();
        assertThat(layer.getBinaryOptions()).isEqualTo(OPTIONS);
        assertThat(layer.hasBias()).isTrue();
        assertThat(layer.getConstraints()).isNull();
    }

    /** DL4J's own code and setters know that of its convolution only. */
    @ParameterizedTest
    @EnumSource(ConvolutionKind.class)
    void theBiasOfAConvolutionIsDl4js(ConvolutionKind kind) {
        BaseBinaryConvolutionLayer layer = kind.builder(3, 3).build();
        layer.setHasBias(true);
        assertThat(layer.getBinaryOptions().isHasBias()).isTrue();
        layer.setBinaryOptions(new BinaryOptions());
        assertThat(layer.hasBias()).isFalse();
    }

    /** A clip is of the layer that is built, not of its builder. */
    @Test
    void aBuilderMayBeUsedTwice() {
        BinaryDenseLayer.Builder builder = new BinaryDenseLayer.Builder();
        BinaryDenseLayer first = builder.kernelBound(.5).build();
        BinaryDenseLayer second = builder.kernelBound(.25).build();
        assertThat(first.getConstraints()).singleElement().isInstanceOfSatisfying(WeightClip.class, clip -> assertThat(
                        clip.getBound())
                .isEqualTo(KernelBound.of(.5)));
        assertThat(second.getConstraints()).singleElement().isInstanceOfSatisfying(WeightClip.class, clip -> assertThat(
                        clip.getBound())
                .isEqualTo(KernelBound.of(.25)));
        assertThat(second.getBinaryOptions()).isEqualTo(first.getBinaryOptions().withKernelBound(KernelBound.of(.25)));
    }
}
