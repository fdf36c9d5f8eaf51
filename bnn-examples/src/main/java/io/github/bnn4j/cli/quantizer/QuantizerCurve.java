package io.github.bnn4j.cli.quantizer;

import io.github.bnn4j.quantizer.Quantizer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Evaluates a quantizer and its pseudo-gradients at evenly spaced points, by calling it as layers do, in single precision. All
 * points together are given as one kernel with one output, which is what a quantizer sees that measures the whole kernel.
 */
public final class QuantizerCurve {

    /** The last point; its negative is the first. The bounds of the usual pseudo-gradients are well inside. */
    public static final double END = 1.5;

    private static final int POINTS_PER_UNIT = 200;
    private static final int POINTS = (int) (2 * END * POINTS_PER_UNIT) + 1;

    private final Quantizer quantizer;

    public QuantizerCurve(Quantizer quantizer) {
        this.quantizer = quantizer;
    }

    /** Returns the points, ascending; 0, -1 and +1 are among them, and exact in single precision. */
    public double[] points() {
        double[] points = new double[POINTS];
        Arrays.setAll(points, i -> (double) (i - POINTS / 2) / POINTS_PER_UNIT);
        return points;
    }

    /** Returns what each point becomes at inference. */
    public double[] atInference() {
        return quantized(false);
    }

    /** Returns what each point becomes in one pass of training, which is random for a random quantizer. */
    public double[] inTraining() {
        return quantized(true);
    }

    /** Returns the mean of what each point becomes in so many passes of training. */
    public double[] meanInTraining(int passes) {
        double[] sum = new double[POINTS];
        for (int pass = 0; pass < passes; pass++) {
            double[] values = quantized(true);
            Arrays.setAll(sum, i -> sum[i] + values[i]);
        }
        return Arrays.stream(sum).map(each -> each / passes).toArray();
    }

    /**
     * Returns by what a gradient of activations is multiplied at each point.
     *
     * @throws UnsupportedOperationException if the quantizer is for kernels only
     */
    public double[] slopeForActivations() {
        INDArray gradient = Nd4j.ones(DataType.FLOAT, POINTS, 1);
        quantizer.backprop(kernel(), gradient);
        return gradient.ravel().toDoubleVector();
    }

    /** Returns by what a gradient of a latent kernel is multiplied at each point, without the clip after the update. */
    public double[] slopeForKernels() {
        INDArray gradient = Nd4j.ones(DataType.FLOAT, POINTS, 1);
        quantizer.backpropKernel(kernel(), gradient);
        return gradient.ravel().toDoubleVector();
    }

    private double[] quantized(boolean training) {
        INDArray values = kernel();
        quantizer.quantize(values, values, training);
        return values.ravel().toDoubleVector();
    }

    private INDArray kernel() {
        return Nd4j.createFromArray(points()).castTo(DataType.FLOAT).reshape(POINTS, 1);
    }
}
