package io.github.bnn4j.normalization.impl;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.memory.InputMemory;
import io.github.bnn4j.memory.Spans;
import io.github.bnn4j.normalization.RunningStatistics;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The implementation of {@link io.github.bnn4j.normalization.FastBatchNormalization}: two passes over a feature's values
 * while they are in the cache, by all threads, where DL4J makes one over all activations for each operation.
 */
public class FastBatchNormalization extends BatchNormalization {

    /** Values for one thread at a time. */
    private static final int SPAN = 8 * FloatMemory.PIECE;

    /** They are the mini-batch's, if the last forward pass was one of training and in the fast way; else null. */
    private MiniBatchMoments moments;

    /** It is true if the last forward pass was one of inference, which leaves nothing behind for backward that lives so long. */
    private boolean inferred;

    public FastBatchNormalization(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public INDArray preOutput(INDArray x, TrainingMode mode, LayerWorkspaceMgr workspaceMgr) {
        moments = null;
        inferred = mode != TrainingMode.TRAIN;
        if (isLockedOnChannelsLast(x)) {
            INDArray y = super.preOutput(asMatrix(x, workspaceMgr), mode, workspaceMgr);
            return workspaceMgr.dup(ArrayType.ACTIVATIONS, y, 'c').reshape('c', x.shape());
        }
        if (!isFast(x)) {
            return super.preOutput(x, mode, workspaceMgr);
        }
        INDArray in = inRuns(x, workspaceMgr);
        FeatureRuns runs = FeatureRuns.of(in);
        if (!inferred) {
            moments = MiniBatchMoments.of(runs, layerConf().getEps(), SPAN);
        }
        float[] mean = inferred ? floats(BatchNormalizationParamInitializer.GLOBAL_MEAN) : moments.mean();
        float[] std = inferred ? RunningStatistics.deviation(this).toFloatVector() : moments.std();
        INDArray out =
                workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, in.shape(), in.ordering());
        normalize(runs, FeatureRuns.of(out), mean, std);
        return asGiven(out, x, ArrayType.ACTIVATIONS, workspaceMgr);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        if (isLockedOnChannelsLast(input)) {
            return backpropAsMatrix(epsilon, workspaceMgr);
        }
        if (inferred) {
            // As in FrozenLayerWithBackprop: rare enough to have DL4J do it all.
            super.preOutput(input, TrainingMode.TEST, workspaceMgr);
        }
        if (moments == null) {
            return super.backpropGradient(epsilon, workspaceMgr);
        }
        assertInputSet(true);
        INDArray in = inRuns(input, workspaceMgr);
        FeatureRuns x = FeatureRuns.of(in);
        FeatureRuns dy = FeatureRuns.of(inRuns(likeInput(epsilon), workspaceMgr));
        INDArray out =
                workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, in.shape(), in.ordering());
        float[] dGamma = new float[x.features()];
        float[] dBeta = new float[x.features()];
        backprop(x, dy, FeatureRuns.of(out), dGamma, dBeta);
        Gradient gradient = new DefaultGradient();
        store(gradient, BatchNormalizationParamInitializer.GAMMA, dGamma);
        store(gradient, BatchNormalizationParamInitializer.BETA, dBeta);
        MiniBatchMoments batch = moments;
        RunningStatistics.putSteps(
                gradient,
                gradientViews,
                this,
                feature -> batch.mean()[feature],
                feature -> batch.variance()[feature],
                layerConf().getDecay());
        moments = null;
        return new Pair<>(gradient, asGiven(out, input, ArrayType.ACTIVATION_GRAD, workspaceMgr));
    }

    /** DL4J's implementation fails in backward there; as a matrix with a row for each pixel, it does not. */
    private boolean isLockedOnChannelsLast(INDArray x) {
        return layerConf().isLockGammaBeta() && x.rank() == 4 && featureDimension(x) == 3;
    }

    private static INDArray asMatrix(INDArray x, LayerWorkspaceMgr workspaceMgr) {
        return workspaceMgr.dup(ArrayType.INPUT, x, 'c').reshape('c', x.length() / x.size(3), x.size(3));
    }

    private Pair<Gradient, INDArray> backpropAsMatrix(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        INDArray images = input;
        input = asMatrix(images, workspaceMgr);
        if (inferred) {
            super.preOutput(input, TrainingMode.TEST, workspaceMgr);
        }
        Pair<Gradient, INDArray> result = super.backpropGradient(asMatrix(epsilon, workspaceMgr), workspaceMgr);
        input = images;
        INDArray delta = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, result.getSecond(), 'c');
        return new Pair<>(result.getFirst(), delta.reshape('c', images.shape()));
    }

    private boolean isFast(INDArray x) {
        if (dataType != DataType.FLOAT
                || layerConf().isLockGammaBeta()
                || (x.rank() != 2 && x.rank() != 4)
                || x.isEmpty()
                || !FloatMemory.isDense(x)) {
            return false;
        }
        // Of a wrong shape, DL4J's implementation tells best.
        return x.size(featureDimension(x)) == layerConf().getNOut();
    }

    private int featureDimension(INDArray x) {
        return RunningStatistics.featureDimension(layerConf(), x.rank());
    }

    private boolean isInRuns(INDArray x) {
        return x.rank() == 2 ? x.ordering() == 'f' : x.ordering() == 'c' && featureDimension(x) == 1;
    }

    /** Returns the same values as {@link FeatureRuns} takes them; NHWC becomes a matrix. */
    private INDArray inRuns(INDArray x, LayerWorkspaceMgr workspaceMgr) {
        if (isInRuns(x)) {
            return x;
        }
        if (x.rank() == 2) {
            return workspaceMgr.dup(InputMemory.of(workspaceMgr), x, 'f');
        }
        INDArray dense = x.ordering() == 'c' ? x : workspaceMgr.dup(InputMemory.of(workspaceMgr), x, 'c');
        return featureDimension(x) == 1
                ? dense
                : workspaceMgr.dup(
                        InputMemory.of(workspaceMgr), dense.reshape('c', x.length() / x.size(3), x.size(3)), 'f');
    }

    private INDArray likeInput(INDArray epsilon) {
        INDArray floats = epsilon.castTo(DataType.FLOAT);
        return FloatMemory.isDense(floats) ? floats : floats.dup(input.ordering());
    }

    private INDArray asGiven(INDArray out, INDArray x, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
        return x.rank() == 4 && featureDimension(x) == 3
                ? workspaceMgr.dup(type, out, 'c').reshape('c', x.shape())
                : out;
    }

    /** Normalizes in the order of DL4J's operations, so that the results are the same bits. */
    private void normalize(FeatureRuns x, FeatureRuns y, float[] mean, float[] std) {
        float[] gamma = floats(BatchNormalizationParamInitializer.GAMMA);
        float[] beta = floats(BatchNormalizationParamInitializer.BETA);
        Spans.forEach(x.features(), Math.max(1, SPAN / x.values()), (from, to) -> {
            float[] values = new float[x.values()];
            for (int feature = from; feature < to; feature++) {
                x.get(feature, values);
                normalize(values, mean[feature], std[feature], gamma[feature], beta[feature]);
                y.put(feature, values);
            }
        });
    }

    private static void normalize(float[] values, float mean, float std, float gamma, float beta) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - mean) / std * gamma + beta;
        }
    }

    /**
     * Computes the gradients. With M values of a feature and {@code xHat = (x - mean) / std}, it is
     * {@code dC/dx = gamma / std * (dC/dy - sum(dC/dy) / M - xHat * sum(dC/dy * xHat) / M)}, where the sums are dC/dbeta
     * and dC/dgamma.
     */
    private void backprop(FeatureRuns x, FeatureRuns dy, FeatureRuns dx, float[] dGamma, float[] dBeta) {
        float[] gamma = floats(BatchNormalizationParamInitializer.GAMMA);
        Spans.forEach(x.features(), Math.max(1, SPAN / x.values()), (from, to) -> {
            float[] xHat = new float[x.values()];
            float[] gradient = new float[x.values()];
            for (int feature = from; feature < to; feature++) {
                x.get(feature, xHat);
                dy.get(feature, gradient);
                float std = moments.std()[feature];
                normalize(xHat, moments.mean()[feature], std, 1, 0);
                double sum = Sums.sum(gradient);
                double dot = Sums.dot(gradient, xHat);
                dBeta[feature] = (float) sum;
                dGamma[feature] = (float) dot;
                combine(gradient, xHat, gamma[feature] / std, (float) (sum / xHat.length), (float) (dot / xHat.length));
                dx.put(feature, gradient);
            }
        });
    }

    private static void combine(float[] gradient, float[] xHat, float factor, float mean, float slope) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = factor * (gradient[i] - mean - xHat[i] * slope);
        }
    }

    private void store(Gradient gradient, String name, float[] values) {
        INDArray view = gradientViews.get(name);
        FloatMemory.of(view).put(0, values, values.length);
        gradient.setGradientFor(name, view);
    }

    private float[] floats(String name) {
        FloatMemory memory = FloatMemory.of(getParam(name));
        float[] values = new float[memory.length()];
        memory.get(0, values, values.length);
        return values;
    }

    @Override
    public void clear() {
        super.clear();
        moments = null;
        inferred = false;
    }
}
