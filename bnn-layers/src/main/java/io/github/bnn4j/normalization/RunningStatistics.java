package io.github.bnn4j.normalization;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The running mean and variance that DL4J keeps as parameters of a batch normalization layer; of a variance it keeps, if so
 * configured, the base-10 logarithm of its root.
 */
public final class RunningStatistics {

    /**
     * Stands for 0, of which the logarithm makes NaN in later training; far below what batch normalization adds to a
     * variance, and such that its logarithm can be undone in single precision.
     */
    private static final double SMALLEST_VARIANCE = 1e-20;

    private RunningStatistics() {}

    /**
     * @param rank of the layer's input, 2 or 4
     * @return the dimension that counts features
     */
    public static int featureDimension(BatchNormalization options, int rank) {
        return rank == 4 && options.getCnn2DFormat() == CNN2DFormat.NHWC ? 3 : 1;
    }

    /** Returns the running mean of each feature. */
    public static double[] mean(Layer layer) {
        return doubles(layer, BatchNormalizationParamInitializer.GLOBAL_MEAN);
    }

    /** Returns the running variance of each feature, computed in double precision. */
    public static double[] variance(Layer layer) {
        double[] stored = doubles(layer, varianceParam(layer));
        return isLogarithm(layer)
                ? Arrays.stream(stored).map(log10 -> Math.pow(10, 2 * log10)).toArray()
                : stored;
    }

    /**
     * Computes {@code sqrt(variance + eps)} by the operations that DL4J uses, in the layer's data type: powers differ in the
     * last bit from library to library.
     */
    public static INDArray deviation(Layer layer) {
        INDArray variance = layer.getParam(varianceParam(layer));
        if (isLogarithm(layer)) {
            variance = Transforms.pow(Nd4j.valueArrayOf(variance.shape(), 10.0, variance.dataType()), variance);
            variance.muli(variance);
        }
        return Transforms.sqrt(variance.add(options(layer).getEps()));
    }

    /** Overwrites both; a variance of 0 becomes a tiny one if its logarithm is kept. */
    static void store(Layer layer, double[] mean, double[] variance) {
        assign(layer.getParam(BatchNormalizationParamInitializer.GLOBAL_MEAN), mean);
        assign(
                layer.getParam(varianceParam(layer)),
                isLogarithm(layer)
                        ? Arrays.stream(variance)
                                .map(value -> .5 * Math.log10(Math.max(SMALLEST_VARIANCE, value)))
                                .toArray()
                        : variance);
    }

    /**
     * Puts what moves the running values a little towards those of a mini-batch. DL4J subtracts the "gradient" of these
     * parameters as it is: so it is the old value less the new one.
     *
     * @param views where the gradients of the layer's parameters go
     * @param mean of a feature in the mini-batch
     * @param variance of a feature in the mini-batch
     * @param decay share of the old value in the new one; 1 leaves it as it is
     */
    public static void putSteps(
            Gradient gradient,
            Map<String, INDArray> views,
            Layer layer,
            IntToDoubleFunction mean,
            IntToDoubleFunction variance,
            double decay) {
        boolean logarithm = isLogarithm(layer);
        double[] meanStep = mean(layer);
        double[] varianceStep = variance(layer);
        for (int n = 0; n < meanStep.length; n++) {
            meanStep[n] = (1 - decay) * (meanStep[n] - mean.applyAsDouble(n));
            double before = varianceStep[n];
            varianceStep[n] = (1 - decay) * (before - variance.applyAsDouble(n));
            if (logarithm) {
                double after = Math.max(SMALLEST_VARIANCE, before - varianceStep[n]);
                varianceStep[n] = .5 * Math.log10(Math.max(SMALLEST_VARIANCE, before) / after);
            }
        }
        put(gradient, views, BatchNormalizationParamInitializer.GLOBAL_MEAN, meanStep);
        put(gradient, views, varianceParam(layer), varianceStep);
    }

    private static void put(Gradient gradient, Map<String, INDArray> views, String param, double[] values) {
        assign(views.get(param), values);
        gradient.setGradientFor(param, views.get(param));
    }

    private static void assign(INDArray target, double[] values) {
        target.assign(Nd4j.createFromArray(values).castTo(target.dataType()).reshape(target.shape()));
    }

    private static double[] doubles(Layer layer, String param) {
        return layer.getParam(param).dup('c').data().asDouble();
    }

    private static BatchNormalization options(Layer layer) {
        return (BatchNormalization) layer.conf().getLayer();
    }

    private static boolean isLogarithm(Layer layer) {
        return options(layer).isUseLogStd();
    }

    private static String varianceParam(Layer layer) {
        return isLogarithm(layer)
                ? BatchNormalizationParamInitializer.GLOBAL_LOG_STD
                : BatchNormalizationParamInitializer.GLOBAL_VAR;
    }
}
