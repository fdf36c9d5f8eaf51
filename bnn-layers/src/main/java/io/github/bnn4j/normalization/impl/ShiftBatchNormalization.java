package io.github.bnn4j.normalization.impl;

import io.github.bnn4j.normalization.RunningStatistics;
import io.github.bnn4j.quantizer.PowerOfTwo;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.LayerHelper;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The implementation of {@link io.github.bnn4j.normalization.ShiftBatchNormalization}. Images are looked at as rows, one for
 * each pixel, so there is one way for all shapes. What belongs to a feature is computed in double precision: next to where AP2
 * rounds, single precision could be off by a factor of 2.
 */
public class ShiftBatchNormalization extends BatchNormalization {

    /** c, a row for each example or pixel, from forward to backward; null before forward. */
    private INDArray centred;

    private INDArray normalized;
    private double[] mean;
    private double[] variance;

    /** It is true if mean and variance depend on the input, as in training. */
    private boolean ofTheBatch;

    public ShiftBatchNormalization(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public io.github.bnn4j.normalization.ShiftBatchNormalization layerConf() {
        return (io.github.bnn4j.normalization.ShiftBatchNormalization) super.layerConf();
    }

    /** DL4J's helpers know ordinary batch normalization only. */
    @Override
    public LayerHelper getHelper() {
        return null;
    }

    @Override
    public INDArray preOutput(INDArray x, TrainingMode training, LayerWorkspaceMgr workspaceMgr) {
        checkShape(x);
        INDArray out;
        // What backward needs must outlive this layer's workspace.
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray rows = rows(x.castTo(dataType));
            ofTheBatch = training == TrainingMode.TRAIN;
            mean = ofTheBatch ? doubles(rows.mean(0)) : RunningStatistics.mean(this);
            centred = rows.subRowVector(vector(mean));
            variance =
                    ofTheBatch ? doubles(centred.mul(powersOfTwo(centred)).mean(0)) : RunningStatistics.variance(this);
            normalized = centred.mulRowVector(inverseDeviation());
            out = likeInput(normalized.mulRowVector(shiftedGamma()).addiRowVector(vector(beta())), x);
        }
        return workspaceMgr.dup(ArrayType.ACTIVATIONS, out);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (centred == null) {
            preOutput(input, TrainingMode.TRAIN, workspaceMgr);
        }
        Gradient gradient = new DefaultGradient();
        INDArray dx;
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray dy = rows(epsilon.castTo(dataType));
            if (!layerConf().isLockGammaBeta()) {
                put(
                        gradient,
                        BatchNormalizationParamInitializer.GAMMA,
                        dy.mul(normalized).sum(0));
                put(gradient, BatchNormalizationParamInitializer.BETA, dy.sum(0));
            }
            RunningStatistics.putSteps(
                    gradient,
                    gradientViews,
                    this,
                    feature -> mean[feature],
                    feature -> variance[feature],
                    ofTheBatch ? layerConf().getDecay() : 1);
            INDArray dxHat = dy.mulRowVector(shiftedGamma());
            dx = likeInput(ofTheBatch ? throughStatistics(dxHat) : dxHat.mulRowVector(inverseDeviation()), epsilon);
        }
        forget();
        return new Pair<>(gradient, workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, dx));
    }

    private INDArray throughStatistics(INDArray dxHat) {
        double[] dVariance = doubles(dxHat.mul(centred).sum(0));
        for (int n = 0; n < dVariance.length; n++) {
            dVariance[n] *= -0.5 * Math.pow(variance[n] + layerConf().getEps(), -1.5) / dxHat.size(0);
        }
        INDArray dCentred = dxHat.mulRowVector(inverseDeviation())
                .addi(centred.add(powersOfTwo(centred)).muliRowVector(vector(dVariance)));
        return dCentred.subiRowVector(dCentred.mean(0));
    }

    private void put(Gradient gradient, String name, INDArray values) {
        INDArray view = gradientViews.get(name);
        view.assign(values.reshape(view.shape()));
        gradient.setGradientFor(name, view);
    }

    private INDArray inverseDeviation() {
        return vector(each(variance, layerConf()::inverseDeviation));
    }

    private INDArray shiftedGamma() {
        double[] gamma = layerConf().isLockGammaBeta()
                ? filled(layerConf().getGamma())
                : stored(BatchNormalizationParamInitializer.GAMMA);
        return vector(each(gamma, PowerOfTwo::of));
    }

    private double[] beta() {
        return layerConf().isLockGammaBeta()
                ? filled(layerConf().getBeta())
                : stored(BatchNormalizationParamInitializer.BETA);
    }

    private double[] filled(double value) {
        double[] values = new double[Math.toIntExact(layerConf().getNOut())];
        Arrays.fill(values, value);
        return values;
    }

    private double[] stored(String name) {
        return doubles(getParam(name));
    }

    private INDArray vector(double[] values) {
        return Nd4j.createFromArray(values).castTo(dataType);
    }

    private static double[] doubles(INDArray values) {
        return values.dup('c').reshape(values.length()).toDoubleVector();
    }

    private static double[] each(double[] values, DoubleUnaryOperator function) {
        return Arrays.stream(values).map(function).toArray();
    }

    private static INDArray powersOfTwo(INDArray x) {
        INDArray powers = x.dup();
        PowerOfTwo.apply(powers);
        return powers;
    }

    private int featureDimension(INDArray x) {
        return RunningStatistics.featureDimension(layerConf(), x.rank());
    }

    /** Returns a column for each feature. */
    private INDArray rows(INDArray x) {
        if (x.rank() == 2) {
            return x;
        }
        INDArray last = featureDimension(x) == 3 ? x : x.permute(0, 2, 3, 1);
        return last.dup('c').reshape('c', x.length() / last.size(3), last.size(3));
    }

    private INDArray likeInput(INDArray rows, INDArray x) {
        if (x.rank() == 2) {
            return rows;
        }
        if (featureDimension(x) == 3) {
            return rows.dup('c').reshape('c', x.shape());
        }
        return rows.dup('c')
                .reshape('c', x.size(0), x.size(2), x.size(3), x.size(1))
                .permute(0, 3, 1, 2)
                .dup('c');
    }

    private void checkShape(INDArray x) {
        long features = layerConf().getNOut();
        if ((x.rank() != 2 && x.rank() != 4) || x.size(featureDimension(x)) != features) {
            throw new DL4JInvalidInputException("Input of shape " + Arrays.toString(x.shape())
                    + " is invalid: expected [examples, " + features + "], or images with " + features + " channels in "
                    + layerConf().getCnn2DFormat() + ". " + layerId());
        }
    }

    private void forget() {
        centred = null;
        normalized = null;
    }

    @Override
    public void clear() {
        super.clear();
        forget();
    }
}
