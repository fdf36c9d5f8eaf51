package io.github.bnn4j.updater;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.memory.Spans;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes one step of Adam and applies the scale of the kernel, in one pass over memory, by all threads: DL4J's takes one
 * thread, and the scale a pass of its own.
 *
 * <pre>{@code
 * m = beta1 m + (1 - beta1) g
 * v = beta2 v + (1 - beta2) g^2
 * g = scale * alpha * m / (sqrt(v) + epsilon),   alpha = rate * sqrt(1 - beta2^t) / (1 - beta1^t)
 * }</pre>
 *
 * Kingma and Ba 2015 (arXiv 1412.6980), the end of section 2, as DL4J's own has it.
 */
final class FusedAdam {

    private static final int SPAN = 64 * FloatMemory.PIECE;

    private final float beta1;
    private final float beta2;
    private final float epsilon;
    private final float alpha;
    private final float scale;

    /**
     * @param step t, from 1
     */
    FusedAdam(double rate, double beta1, double beta2, double epsilon, int step, double scale) {
        this.beta1 = (float) beta1;
        this.beta2 = (float) beta2;
        this.epsilon = (float) epsilon;
        this.alpha = (float) (rate * Math.sqrt(1 - Math.pow(beta2, step)) / (1 - Math.pow(beta1, step)));
        this.scale = (float) scale;
    }

    /** Takes the step on three arrays, all dense and of one length; all three are overwritten. */
    void apply(INDArray gradient, INDArray firstMoment, INDArray secondMoment) {
        FloatMemory g = FloatMemory.of(gradient);
        FloatMemory m = FloatMemory.of(firstMoment);
        FloatMemory v = FloatMemory.of(secondMoment);
        Spans.forEach(g.length(), SPAN, (from, to) -> {
            int piece = Math.min(FloatMemory.PIECE, to - from);
            float[] gs = new float[piece];
            float[] ms = new float[piece];
            float[] vs = new float[piece];
            for (int i = from; i < to; i += piece) {
                int n = Math.min(piece, to - i);
                g.get(i, gs, n);
                m.get(i, ms, n);
                v.get(i, vs, n);
                step(gs, ms, vs, n);
                g.put(i, gs, n);
                m.put(i, ms, n);
                v.put(i, vs, n);
            }
        });
    }

    private void step(float[] g, float[] m, float[] v, int n) {
        float b1 = beta1;
        float b2 = beta2;
        float c1 = 1 - b1;
        float c2 = 1 - b2;
        for (int i = 0; i < n; i++) {
            float gi = g[i];
            float mi = b1 * m[i] + c1 * gi;
            float vi = b2 * v[i] + c2 * (gi * gi);
            m[i] = mi;
            v[i] = vi;
            g[i] = scale * (alpha * mi / ((float) Math.sqrt(vi) + epsilon));
        }
    }
}
