package io.github.bnn4j.export;

import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.kernel.KernelLayout;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.BinaryLayer;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.quantizer.BinarySign;
import java.util.function.IntUnaryOperator;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@code Wb = H * q(W / H)} of a layer, as signs and magnitudes.
 *
 * @param signs a row for each output
 * @param magnitude one for each output, at least 0
 */
record BinarizedWeights(BitMatrix signs, double[] magnitude) {

    /**
     * @throws NotPackableException if the weights that lead to one output are not of one magnitude
     */
    static BinarizedWeights of(BinaryDenseLayer configuration, Step step) {
        double bound = configuration.getKernelBound().resolve(configuration.getNIn(), configuration.getNOut());
        INDArray latent = step.layer().getParam(DefaultParamInitializer.WEIGHT_KEY);
        INDArray binarized = quantized(configuration, latent, bound);
        // Column by column: what leads to one output follows one another.
        double[] values = binarized.dup('f').data().asDouble();
        return of(values, Math.toIntExact(latent.size(1)), k -> k, configuration, step);
    }

    /**
     * Returns the weights of windows, tap after tap, the channels of a tap together.
     *
     * @throws NotPackableException if the weights that lead to one output are not of one magnitude
     */
    static BinarizedWeights of(BinaryConvolutionLayer configuration, Step step) {
        KernelLayout layout = configuration.kernelLayouts().get(0);
        INDArray latent = step.layer().getParam(layout.param()).reshape('c', layout.shapeByOutputs());
        INDArray binarized =
                quantized(configuration, latent, configuration.getKernelBound().resolve(layout));
        int channels = Math.toIntExact(configuration.getNIn());
        int taps = configuration.getKernelSize()[0] * configuration.getKernelSize()[1];
        return of(
                binarized.dup('c').data().asDouble(),
                Math.toIntExact(configuration.getNOut()),
                k -> k % channels * taps + k / channels,
                configuration,
                step);
    }

    /** Returns the kernel of a layer as it is at inference, in the shape of its parameter. */
    static INDArray values(BinaryLayer configuration, INDArray latent, KernelLayout layout) {
        INDArray byOutputs = latent.reshape('c', layout.shapeByOutputs());
        return quantized(
                        configuration, byOutputs, configuration.getKernelBound().resolve(layout))
                .reshape('c', layout.shape());
    }

    private static INDArray quantized(BinaryLayer configuration, INDArray latent, double bound) {
        INDArray binarized = latent.div(bound);
        configuration.getKernelQuantizer().quantize(binarized, binarized, false);
        return binarized.muli(bound);
    }

    /**
     * @param values those that lead to one output follow one another
     * @param source for each input, where its value is among those of an output
     */
    private static BinarizedWeights of(
            double[] values, int outputs, IntUnaryOperator source, BinaryLayer configuration, Step step) {
        int inputs = values.length / outputs;
        double[] magnitude = new double[outputs];
        for (int n = 0; n < outputs; n++) {
            magnitude[n] = Math.abs(values[n * inputs]);
            for (int k = 0; k < inputs; k++) {
                double value = values[n * inputs + k];
                if (!(Math.abs(value) == magnitude[n]) || Double.isInfinite(value)) {
                    throw step.notPackable(
                            "its kernel has " + value + " for input " + k + " and output " + n + " where "
                                    + magnitude[n] + " or " + -magnitude[n] + " is needed; its quantizer is "
                                    + configuration.getKernelQuantizer());
                }
            }
        }
        BitMatrix signs =
                BitMatrix.of(outputs, inputs, (n, k) -> BinarySign.of(values[n * inputs + source.applyAsInt(k)]) > 0);
        return new BinarizedWeights(signs, magnitude);
    }
}
