package io.github.bnn4j.layer;

import io.github.bnn4j.kernel.KernelLayout;
import java.util.List;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import lombok.ToString;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.params.SeparableConvolutionParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A depthwise, then a pointwise convolution, both with binary kernels: {@link BinaryConvolutionLayer} with DL4J's
 * SeparableConvolution2D in place of its ConvolutionLayer. Nothing is quantized between the two.
 *
 * <p>Shapes: x {@code [examples, nIn, height, width]}, or channels last; the depthwise kernel W
 * {@code [depthMultiplier, nIn, kernel height, kernel width]} with fans {@code height * width} and
 * {@code height * width * depthMultiplier}; the pointwise kernel pW {@code [nOut, nIn * depthMultiplier, 1, 1]} with fans
 * {@code nIn * depthMultiplier} and {@code nOut}; b {@code [nOut]}.
 *
 * <p>Options, defaults and errors are those of {@link BinaryConvolutionLayer}; they hold for both kernels, with bound and
 * learning-rate scale GLOROT by each one's own fans.
 */
@Data
@NoArgsConstructor
@ToString(callSuper = true)
@EqualsAndHashCode(callSuper = true)
public class BinarySeparableConvolutionLayer extends BaseBinaryConvolutionLayer {

    private int depthMultiplier;

    private BinarySeparableConvolutionLayer(Builder builder) {
        super(builder);
        this.depthMultiplier = builder.depthMultiplier;
        BinaryLayerValidation.require(
                depthMultiplier >= 1, this, "depthMultiplier must be at least 1", depthMultiplier);
        complete(builder);
    }

    @Override
    public List<KernelLayout> kernelLayouts() {
        long height = getKernelSize()[0];
        long width = getKernelSize()[1];
        return List.of(
                new KernelLayout(
                        SeparableConvolutionParamInitializer.DEPTH_WISE_WEIGHT_KEY,
                        new long[] {depthMultiplier, getNIn(), height, width},
                        new long[] {depthMultiplier * getNIn(), 1, height, width},
                        height * width,
                        height * width * depthMultiplier),
                KernelLayout.ofShape(
                        SeparableConvolutionParamInitializer.POINT_WISE_WEIGHT_KEY,
                        getNOut(),
                        getNIn() * depthMultiplier,
                        1,
                        1));
    }

    @Override
    org.deeplearning4j.nn.layers.convolution.ConvolutionLayer implementation(
            NeuralNetConfiguration conf, DataType dataType) {
        return new io.github.bnn4j.layer.impl.BinarySeparableConvolutionLayer(conf, dataType);
    }

    /** Builds a {@link BinarySeparableConvolutionLayer}. */
    public static class Builder extends BaseBuilder<Builder> {

        private int depthMultiplier = 1;

        /** Begins as {@link BinaryConvolutionLayer.Builder#Builder(int[], int[], int[])} does. */
        public Builder(int[] kernelSize, int[] stride, int[] padding) {
            super(kernelSize, stride, padding);
        }

        /** Begins as {@link BinaryConvolutionLayer.Builder#Builder(int[], int[])} does. */
        public Builder(int[] kernelSize, int[] stride) {
            super(kernelSize, stride);
        }

        /** Begins as {@link BinaryConvolutionLayer.Builder#Builder(int...)} does. */
        public Builder(int... kernelSize) {
            super(kernelSize);
        }

        /**
         * @param depthMultiplier outputs of the depthwise convolution for each input channel, at least 1, the default
         */
        public Builder depthMultiplier(int depthMultiplier) {
            this.depthMultiplier = depthMultiplier;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public BinarySeparableConvolutionLayer build() {
            return new BinarySeparableConvolutionLayer(this);
        }
    }
}
