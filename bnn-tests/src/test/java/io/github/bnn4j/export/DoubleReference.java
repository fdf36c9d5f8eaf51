package io.github.bnn4j.export;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.layer.BinaryDenseLayer;
import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The network of the MNIST example in double precision, by loops over its parameters. */
final class DoubleReference {

    private static final double LOG10_TO_VARIANCE = 2;

    private final MultiLayerNetwork network;
    private final double[][] kernels;

    DoubleReference(MultiLayerNetwork network) {
        this.network = network;
        this.kernels = new double[network.getnLayers()][];
        for (int i = 0; i < kernels.length; i++) {
            if (network.getLayer(i).conf().getLayer() instanceof BinaryDenseLayer) {
                kernels[i] = network.getLayer(i).getParam("W").dup('c').data().asDouble();
                for (int k = 0; k < kernels[i].length; k++) {
                    kernels[i][k] = kernels[i][k] >= 0 ? 1 : -1;
                }
            }
        }
    }

    /**
     * @param scores of one example
     * @param closest the smallest magnitude of a value before a sign, relative to the magnitudes that it is the sum of
     */
    record Result(double[] scores, double closest) {

        int predicted() {
            int best = 0;
            for (int n = 1; n < scores.length; n++) {
                best = scores[n] > scores[best] ? n : best;
            }
            return best;
        }

        /** Between the two highest scores, relative to their size. */
        double gap() {
            int best = predicted();
            double gap = Double.POSITIVE_INFINITY;
            for (int n = 0; n < scores.length; n++) {
                if (n != best) {
                    double size = Math.abs(scores[best]) + Math.abs(scores[n]);
                    gap = Math.min(gap, (scores[best] - scores[n]) / size);
                }
            }
            return gap;
        }
    }

    Result run(double[] x) {
        double[] values = x;
        double[] terms = null;
        double closest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < network.getnLayers(); i++) {
            Layer layer = network.getLayer(i);
            var configuration = layer.conf().getLayer();
            if (configuration instanceof BinaryDenseLayer) {
                double size = 0;
                for (double value : values) {
                    size += Math.abs(value);
                }
                values = product(values, kernels[i], layer.getParam("b"));
                terms = new double[values.length];
                Arrays.fill(terms, size);
            } else if (configuration instanceof BatchNormalization normalization) {
                values = normalize(values, terms, layer, normalization.getEps());
            } else if (configuration instanceof ActivationLayer activation
                    && activation.getActivationFn() instanceof SignActivation) {
                for (int n = 0; n < values.length; n++) {
                    closest = Math.min(closest, Math.abs(values[n]) / terms[n]);
                    values[n] = values[n] >= 0 ? 1 : -1;
                }
            } else if (configuration instanceof LossLayer loss) {
                values = loss.getActivationFn() instanceof ActivationSoftmax ? softmax(values) : values;
            } else {
                throw new AssertionError(configuration);
            }
        }
        return new Result(values, closest);
    }

    private static double[] product(double[] x, double[] kernel, INDArray bias) {
        double[] y = bias == null ? new double[kernel.length / x.length] : bias.toDoubleVector();
        for (int k = 0; k < x.length; k++) {
            for (int n = 0; n < y.length; n++) {
                y[n] += x[k] * kernel[k * y.length + n];
            }
        }
        return y;
    }

    /** In place of {@code terms}, the magnitudes of what the normalized values are sums of. */
    private static double[] normalize(double[] x, double[] terms, Layer layer, double eps) {
        double[] mean = layer.getParam("mean").toDoubleVector();
        double[] log10 = layer.getParam("log10stdev").toDoubleVector();
        double[] gamma = layer.getParam("gamma").toDoubleVector();
        double[] beta = layer.getParam("beta").toDoubleVector();
        double[] y = new double[x.length];
        for (int n = 0; n < x.length; n++) {
            double scale = gamma[n] / Math.sqrt(Math.pow(10, LOG10_TO_VARIANCE * log10[n]) + eps);
            y[n] = scale * (x[n] - mean[n]) + beta[n];
            terms[n] = Math.abs(scale) * (terms[n] + Math.abs(mean[n])) + Math.abs(beta[n]);
        }
        return y;
    }

    private static double[] softmax(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += Math.exp(value);
        }
        double[] y = new double[x.length];
        for (int n = 0; n < x.length; n++) {
            y[n] = Math.exp(x[n]) / sum;
        }
        return y;
    }
}
