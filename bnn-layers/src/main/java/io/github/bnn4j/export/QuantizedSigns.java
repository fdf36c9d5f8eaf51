package io.github.bnn4j.export;

import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.quantizer.BinarySign;
import io.github.bnn4j.quantizer.Quantizer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Tells what the signs of quantized activations stand for. */
final class QuantizedSigns {

    private static final double[] PROBES = {0, 1e-6, 1e-3, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 10, 1000};

    private QuantizedSigns() {}

    /**
     * Returns what becomes of signs: half the difference of the two values, and their middle. Looks at what the quantizer does, so that one of the user's own can be packed too.
     *
     * @throws NotPackableException if it is not one value from 0 on and another below
     */
    static Scaling of(Quantizer quantizer, int channels, Step step) {
        double[] x = new double[2 * PROBES.length - 1];
        for (int i = 0; i < PROBES.length; i++) {
            x[i] = PROBES[i];
            if (i > 0) {
                x[PROBES.length - 1 + i] = -PROBES[i];
            }
        }
        INDArray probes = Nd4j.createFromArray(x).reshape(1, x.length);
        INDArray quantized = probes.dup();
        quantizer.quantize(probes, quantized, false);
        double positive = quantized.getDouble(0);
        double negative = quantized.getDouble(x.length - 1);
        for (int i = 0; i < x.length; i++) {
            double value = quantized.getDouble(i);
            if (value != (BinarySign.of(x[i]) > 0 ? positive : negative) || !Double.isFinite(value)) {
                throw step.notPackable(quantizer + " maps " + x[i] + " to " + value
                        + "; a bit holds two finite values, one for x >= 0 and one for x < 0");
            }
        }
        return Scaling.uniform((positive - negative) / 2, (positive + negative) / 2, channels);
    }
}
