package io.github.bnn4j.layer;

import io.github.bnn4j.kernel.KernelLayout;
import java.util.List;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import lombok.ToString;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A 2-d convolution with a binary kernel: {@code y = x * Wb (+ b)}, {@code Wb = H * q(W / H)}. The latent kernel W is
 * real-valued, in [-H, H], and is what is trained, saved and clipped; Wb is what forward and backward multiply with; the
 * gradient with respect to Wb is applied to W (Courbariaux et al. 2016, arXiv 1602.02830, algorithm 1).
 *
 * <p>Shapes: x {@code [examples, nIn, height, width]}, or channels last with {@link Builder#dataFormat}; W
 * {@code [nOut, nIn, kernel height, kernel width]}; b {@code [nOut]}; y as DL4J's ConvolutionLayer has it, by kernel size,
 * stride, dilation, padding and convolution mode (Truncate, Same or Strict). The fans of the kernel are
 * {@code height * width * nIn} and {@code height * width * nOut}.
 *
 * <p>The defaults make the paper's layer, as those of {@link BinaryDenseLayer} do: deterministic sign, H = 1, W uniform in
 * [-H, H] at first and clipped after each update, learning-rate scale GLOROT, no bias, no activation function. Kernel size,
 * stride and padding are DL4J's: 5 x 5, 1 and 0, mode Truncate.
 *
 * <p>The input is quantized, where there is an input quantizer, then dropped, then padded, with zeros or ones
 * ({@link Builder#paddingValue}).
 *
 * <p>The patches of some examples at a time, 32 MB or those of one example, are kept in memory from step to step. Fastest is
 * single precision and NCHW.
 *
 * <p>An {@link IllegalArgumentException} at {@link Builder#build()} names the layer, the option and the value that cannot
 * be; a layer without clip is warned of.
 */
@NoArgsConstructor
@ToString(callSuper = true)
@EqualsAndHashCode(callSuper = true)
public class BinaryConvolutionLayer extends BaseBinaryConvolutionLayer {

    private BinaryConvolutionLayer(Builder builder) {
        super(builder);
        complete(builder);
    }

    @Override
    public List<KernelLayout> kernelLayouts() {
        return List.of(KernelLayout.ofShape(
                DefaultParamInitializer.WEIGHT_KEY, getNOut(), getNIn(), getKernelSize()[0], getKernelSize()[1]));
    }

    @Override
    org.deeplearning4j.nn.layers.convolution.ConvolutionLayer implementation(
            NeuralNetConfiguration conf, DataType dataType) {
        return new io.github.bnn4j.layer.impl.BinaryConvolutionLayer(conf, dataType);
    }

    /** Builds a {@link BinaryConvolutionLayer}. */
    public static class Builder extends BaseBuilder<Builder> {

        /**
         * @param kernelSize height and width
         * @param stride down and across
         * @param padding rows above and below, columns left and right; not looked at in convolution mode Same
         */
        public Builder(int[] kernelSize, int[] stride, int[] padding) {
            super(kernelSize, stride, padding);
        }

        /**
         * @param kernelSize height and width
         * @param stride down and across
         */
        public Builder(int[] kernelSize, int[] stride) {
            super(kernelSize, stride);
        }

        /**
         * @param kernelSize height and width; 5 x 5 if there is none
         */
        public Builder(int... kernelSize) {
            super(kernelSize);
        }

        @Override
        @SuppressWarnings("unchecked")
        public BinaryConvolutionLayer build() {
            return new BinaryConvolutionLayer(this);
        }
    }
}
