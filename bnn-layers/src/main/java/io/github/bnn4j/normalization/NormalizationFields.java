package io.github.bnn4j.normalization;

import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/** Of batch normalization: DL4J's constructor that takes its builder is private, so subclasses have to copy. */
final class NormalizationFields {

    private NormalizationFields() {}

    static void copy(BatchNormalization from, BatchNormalization to) {
        to.setLayerName(from.getLayerName());
        to.setIDropout(from.getIDropout());
        to.setConstraints(from.getConstraints());
        to.setActivationFn(from.getActivationFn());
        to.setWeightInitFn(from.getWeightInitFn());
        to.setBiasInit(from.getBiasInit());
        to.setGainInit(from.getGainInit());
        to.setRegularization(from.getRegularization());
        to.setRegularizationBias(from.getRegularizationBias());
        to.setIUpdater(from.getIUpdater());
        to.setBiasUpdater(from.getBiasUpdater());
        to.setWeightNoise(from.getWeightNoise());
        to.setGradientNormalization(from.getGradientNormalization());
        to.setGradientNormalizationThreshold(from.getGradientNormalizationThreshold());
        to.setNIn(from.getNIn());
        to.setNOut(from.getNOut());
        to.setTimeDistributedFormat(from.getTimeDistributedFormat());
        to.setDecay(from.getDecay());
        to.setEps(from.getEps());
        to.setMinibatch(from.isMinibatch());
        to.setGamma(from.getGamma());
        to.setBeta(from.getBeta());
        to.setLockGammaBeta(from.isLockGammaBeta());
        to.setCudnnAllowFallback(from.isCudnnAllowFallback());
        to.setUseLogStd(from.isUseLogStd());
        to.setCnn2DFormat(from.getCnn2DFormat());
    }
}
