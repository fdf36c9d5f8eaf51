package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.FloatComparison;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.quantizer.BinarySign;

/**
 * The comparison of a float that a sign of it scaled is: {@code a x + b >= 0} is {@code x >= t} for a positive a, with the least
 * float t that is at least {@code -b / a}, and {@code x <= t} for a negative one, with the greatest that is at most that; constant
 * where a is 0.
 */
final class FloatThreshold {

    private FloatThreshold() {}

    static FloatComparison of(Scaling scaling, Node node) {
        float[] thresholds = new float[scaling.features()];
        long[] inverted = new long[BitMatrix.wordsFor(thresholds.length)];
        for (int n = 0; n < thresholds.length; n++) {
            thresholds[n] = of(n, scaling, node);
            inverted[n >>> 6] |= scaling.scale()[n] < 0 ? 1L << n : 0;
        }
        return new FloatComparison(thresholds, inverted);
    }

    private static float of(int n, Scaling scaling, Node node) {
        double scale = scaling.scale()[n];
        double offset = scaling.offset()[n];
        if (!Double.isFinite(scale) || !Double.isFinite(offset)) {
            throw node.notPackable("output " + n + " before it has scale " + scale + " and offset " + offset);
        }
        if (scale == 0) {
            return BinarySign.of(offset) > 0 ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
        }
        double exact = scaling.threshold(n, x -> (float) x);
        float nearest = (float) exact;
        if (scale > 0) {
            return nearest < exact ? Math.nextUp(nearest) : nearest;
        }
        return nearest > exact ? Math.nextDown(nearest) : nearest;
    }
}
