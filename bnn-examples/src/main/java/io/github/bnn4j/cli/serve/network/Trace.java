package io.github.bnn4j.cli.serve.network;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.Activations;
import io.github.bnn4j.packed.layer.PackedLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * All values of a network for one example.
 *
 * @param values value 0 is the example, value i what layer i - 1 gives
 */
public record Trace(List<Activations> values) {

    /**
     * Runs the network, layer by layer, and keeps what each gives.
     *
     * @throws IllegalArgumentException if the network does not take the example
     */
    public static Trace of(PackedNetwork network, Example example) {
        return upTo(network, example, network.layers().size());
    }

    /** Traces an example as {@link #of} does, but through the first layers only. */
    public static Trace upTo(PackedNetwork network, Example example, int layers) {
        List<Activations> values = new ArrayList<>();
        values.add(example.encoded(network));
        for (int i = 0; i < layers; i++) {
            PackedLayer layer = network.layers().get(i);
            List<Activations> taken = network.content().wiring().sources().get(i).stream()
                    .map(values::get)
                    .toList();
            values.add(layer.apply(taken));
        }
        return new Trace(values);
    }

    /** Returns the scores, which the last layer gives. */
    public float[] scores() {
        Activations last = values.get(values.size() - 1);
        float[] scores = new float[last.width()];
        System.arraycopy(last.floats(), last.from(), scores, 0, scores.length);
        return scores;
    }
}
