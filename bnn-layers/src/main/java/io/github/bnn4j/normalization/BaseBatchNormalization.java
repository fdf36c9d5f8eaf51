package io.github.bnn4j.normalization;

import java.util.Collection;
import lombok.NoArgsConstructor;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A batch normalization with DL4J's options and defaults, but an implementation of its own. */
@NoArgsConstructor
abstract class BaseBatchNormalization extends BatchNormalization {

    /** DL4J's constructor that takes its builder is private, so each option is copied from what the builder makes. */
    BaseBatchNormalization(BatchNormalization from) {
        setLayerName(from.getLayerName());
        setIDropout(from.getIDropout());
        setConstraints(from.getConstraints());
        setActivationFn(from.getActivationFn());
        setWeightInitFn(from.getWeightInitFn());
        setBiasInit(from.getBiasInit());
        setGainInit(from.getGainInit());
        setRegularization(from.getRegularization());
        setRegularizationBias(from.getRegularizationBias());
        setIUpdater(from.getIUpdater());
        setBiasUpdater(from.getBiasUpdater());
        setWeightNoise(from.getWeightNoise());
        setGradientNormalization(from.getGradientNormalization());
        setGradientNormalizationThreshold(from.getGradientNormalizationThreshold());
        setNIn(from.getNIn());
        setNOut(from.getNOut());
        setTimeDistributedFormat(from.getTimeDistributedFormat());
        setDecay(from.getDecay());
        setEps(from.getEps());
        setMinibatch(from.isMinibatch());
        setGamma(from.getGamma());
        setBeta(from.getBeta());
        setLockGammaBeta(from.isLockGammaBeta());
        setCudnnAllowFallback(from.isCudnnAllowFallback());
        setUseLogStd(from.isUseLogStd());
        setCnn2DFormat(from.getCnn2DFormat());
    }

    /** Returns the implementation, without parameters. */
    abstract org.deeplearning4j.nn.layers.normalization.BatchNormalization implementation(
            NeuralNetConfiguration conf, DataType dataType);

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        LayerValidation.assertNOutSet(getClass().getSimpleName(), getLayerName(), layerIndex, getNOut());
        var layer = implementation(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(layerParamsView);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }
}
