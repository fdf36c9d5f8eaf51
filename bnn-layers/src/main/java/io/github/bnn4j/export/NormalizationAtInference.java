package io.github.bnn4j.export;

import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.normalization.RunningStatistics;
import io.github.bnn4j.normalization.ShiftBatchNormalization;
import io.github.bnn4j.quantizer.PowerOfTwo;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;

/**
 * Batch normalization at inference, {@code gamma * (x - mean) / sqrt(var + eps) + beta}, as a scaling; the shift-based one
 * with powers of two for its factors, as {@link ShiftBatchNormalization} has it.
 */
final class NormalizationAtInference {

    private NormalizationAtInference() {}

    /**
     * @throws NotPackableException if a parameter is such that the result is not finite
     */
    static Scaling of(BatchNormalization configuration, Step step) {
        double[] mean = RunningStatistics.mean(step.layer());
        double[] variance = RunningStatistics.variance(step.layer());
        boolean locked = configuration.isLockGammaBeta();
        // DL4J M2.1 leaves both out of the forward pass unless gamma is not 1 and beta is not 0.
        boolean inert = locked
                && !(configuration instanceof ShiftBatchNormalization)
                && (configuration.getGamma() == 1 || configuration.getBeta() == 0);
        double[] gamma = locked
                ? filled(mean.length, inert ? 1 : configuration.getGamma())
                : parameter(step, BatchNormalizationParamInitializer.GAMMA);
        double[] beta = locked
                ? filled(mean.length, inert ? 0 : configuration.getBeta())
                : parameter(step, BatchNormalizationParamInitializer.BETA);
        double[] scale = new double[mean.length];
        double[] offset = new double[mean.length];
        double[] terms = new double[mean.length];
        for (int n = 0; n < mean.length; n++) {
            scale[n] = scale(configuration, gamma[n], variance[n]);
            offset[n] = beta[n] - scale[n] * mean[n];
            terms[n] = Math.abs(beta[n]) + Math.abs(scale[n] * mean[n]);
            if (!Double.isFinite(scale[n]) || !Double.isFinite(offset[n])) {
                throw step.notPackable("feature " + n + " has gamma " + gamma[n] + ", beta " + beta[n] + ", mean "
                        + mean[n] + " and variance " + variance[n] + ", which is not finite at inference");
            }
        }
        return new Scaling(scale, offset, terms);
    }

    private static double scale(BatchNormalization configuration, double gamma, double variance) {
        return configuration instanceof ShiftBatchNormalization shift
                ? PowerOfTwo.of(gamma) * shift.inverseDeviation(variance)
                : gamma / Math.sqrt(variance + configuration.getEps());
    }

    private static double[] parameter(Step step, String name) {
        return step.layer().getParam(name).dup('c').data().asDouble();
    }

    private static double[] filled(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }
}
