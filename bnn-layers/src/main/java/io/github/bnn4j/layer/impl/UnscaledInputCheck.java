package io.github.bnn4j.layer.impl;

import lombok.extern.slf4j.Slf4j;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Warns, once for a layer, when its first training input looks like pixels in 0..255 that nobody scaled. */
@Slf4j
final class UnscaledInputCheck {

    /** Far above what batch normalization or scaling to [-1, 1] gives, and below what any image reaches. */
    private static final double SUSPICIOUS = 100;

    private boolean done;

    void check(INDArray input, String layerId) {
        if (done) {
            return;
        }
        done = true;
        double max = input.maxNumber().doubleValue();
        if (max > SUSPICIOUS && input.minNumber().doubleValue() >= 0) {
            log.warn(
                    "The input of {} is not negative and reaches {}: it looks like pixels in 0..255. Binary networks "
                            + "train badly on those; scale them to [-1, 1], for instance with "
                            + "iterator.setPreProcessor(new ImagePreProcessingScaler(-1, 1))",
                    layerId,
                    max);
        }
    }
}
