package io.github.bnn4j.export;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.Window;
import java.util.Arrays;

/**
 * A maximum of sums that waits for the sign after it, with which it changes places: {@code sign(a max(x) + b)} is the greatest
 * {@code sign(a x + b)} where a is positive, and the least where it is negative.
 *
 * @param step whose it is
 * @param factors the signs of all scales since, one for each channel
 */
record WaitingPooling(Step step, Window window, double[] factors) {

    static WaitingPooling of(Step step, Window window, int channels) {
        double[] ones = new double[channels];
        Arrays.fill(ones, 1);
        return new WaitingPooling(step, window, ones);
    }

    WaitingPooling then(Scaling scaling) {
        double[] product = new double[factors.length];
        Arrays.setAll(product, n -> factors[n] * Math.signum(scaling.scale()[n]));
        return new WaitingPooling(step, window, product);
    }

    WaitingPooling then(double factor) {
        return new WaitingPooling(
                step, window, Arrays.stream(factors).map(x -> x * factor).toArray());
    }

    MaxPooling ofSigns() {
        long[] inverted = new long[BitMatrix.wordsFor(factors.length)];
        for (int n = 0; n < factors.length; n++) {
            inverted[n >>> 6] |= factors[n] < 0 ? 1L << n : 0;
        }
        return new MaxPooling(factors.length, window, inverted);
    }
}
