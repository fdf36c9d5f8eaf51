package io.github.bnn4j.export;

import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.packed.kernel.BitMatrix;
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
        INDArray binarized = latent.div(bound);
        configuration.getKernelQuantizer().quantize(binarized, binarized, false);
        binarized.muli(bound);

        int inputs = Math.toIntExact(latent.size(0));
        int outputs = Math.toIntExact(latent.size(1));
        // Column by column: what leads to one output follows one another.
        double[] values = binarized.dup('f').data().asDouble();
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
        return new BinarizedWeights(BitMatrix.of(outputs, inputs, (n, k) -> values[n * inputs + k] >= 0), magnitude);
    }
}
