package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.FloatDenseSum;
import io.github.bnn4j.graph.FloatWindowSum;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Operation;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import java.util.Optional;

/**
 * Makes the scale behind a sum with real weights part of these: {@code a_n (sum_k w_kn x_k + c_n) + b_n = sum_k (a_n w_kn) x_k + (a_n
 * c_n + b_n)}. Each product is in double, and rounded once.
 */
final class ScaledWeights implements Rule {

    @Override
    public Optional<Node> replacement(Node node, Uses uses) {
        return node.as(Scale.class)
                .filter(scale -> scale.byClass().size() == 1 && uses.isSingle(node.input()))
                .flatMap(scale -> scaled(node.input().operation(), scale.first()))
                .map(operation -> node.because(operation, node.input().input()));
    }

    private static Optional<Operation> scaled(Operation sum, Scaling scaling) {
        if (sum instanceof FloatWindowSum window) {
            return Optional.of(new FloatWindowSum(
                    window.window(),
                    window.groups(),
                    weights(window.weights(), scaling),
                    bias(window.bias(), scaling)));
        } else if (sum instanceof FloatDenseSum dense) {
            return Optional.of(new FloatDenseSum(weights(dense.weights(), scaling), bias(dense.bias(), scaling)));
        }
        return Optional.empty();
    }

    /** Scales weights that lie one input after the other, one weight for each output. */
    private static float[] weights(float[] weights, Scaling scaling) {
        float[] scaled = new float[weights.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (scaling.scale()[i % scaling.features()] * weights[i]);
        }
        return scaled;
    }

    private static float[] bias(float[] bias, Scaling scaling) {
        float[] scaled = new float[bias.length];
        for (int n = 0; n < scaled.length; n++) {
            scaled[n] = (float) (scaling.scale()[n] * bias[n] + scaling.offset()[n]);
        }
        return scaled;
    }
}
