package io.github.bnn4j.layer;

import io.github.bnn4j.kernel.KernelLayout;
import java.util.List;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import lombok.ToString;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A 2-d convolution of each channel by itself, with a binary kernel: {@link BinaryConvolutionLayer} with DL4J's
 * DepthwiseConvolution2D in place of its ConvolutionLayer.
 *
 * <p>Shapes: x {@code [examples, nIn, height, width]}, or channels last; W
 * {@code [kernel height, kernel width, nIn, depthMultiplier]}; b {@code [nOut]}, where nOut is nIn * depthMultiplier. The fans
 * of the kernel are {@code height * width} and {@code height * width * depthMultiplier}: what one output adds up, and what one
 * input reaches.
 *
 * <p>Options, defaults and errors are those of {@link BinaryConvolutionLayer}.
 */
@Data
@NoArgsConstructor
@ToString(callSuper = true)
@EqualsAndHashCode(callSuper = true)
public class BinaryDepthwiseConvolutionLayer extends BaseBinaryConvolutionLayer {

    private int depthMultiplier;

    private BinaryDepthwiseConvolutionLayer(Builder builder) {
        super(builder);
        this.depthMultiplier = builder.depthMultiplier;
        BinaryLayerValidation.require(
                depthMultiplier >= 1, this, "depthMultiplier must be at least 1", depthMultiplier);
        this.nOut = nIn * depthMultiplier;
        complete(builder);
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        super.setNIn(inputType, override);
        nOut = nIn * depthMultiplier;
    }

    @Override
    public List<KernelLayout> kernelLayouts() {
        long height = getKernelSize()[0];
        long width = getKernelSize()[1];
        return List.of(new KernelLayout(
                DefaultParamInitializer.WEIGHT_KEY,
                new long[] {height, width, getNIn(), depthMultiplier},
                new long[] {height * width, getNIn() * depthMultiplier},
                height * width,
                height * width * depthMultiplier));
    }

    @Override
    org.deeplearning4j.nn.layers.convolution.ConvolutionLayer implementation(
            NeuralNetConfiguration conf, DataType dataType) {
        return new io.github.bnn4j.layer.impl.BinaryDepthwiseConvolutionLayer(conf, dataType);
    }

    /** Builds a {@link BinaryDepthwiseConvolutionLayer}; nOut follows from nIn. */
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
         * @param depthMultiplier outputs for each input channel, at least 1, the default
         */
        public Builder depthMultiplier(int depthMultiplier) {
            this.depthMultiplier = depthMultiplier;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public BinaryDepthwiseConvolutionLayer build() {
            return new BinaryDepthwiseConvolutionLayer(this);
        }
    }
}
