package io.github.bnn4j.cli.serve.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.bnn4j.cli.serve.network.Example;
import io.github.bnn4j.cli.serve.network.ServedNetwork;
import io.github.bnn4j.cli.serve.network.Timing;
import io.github.bnn4j.cli.serve.network.Trace;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.Activations;
import java.util.Optional;

/** Writes what a network makes of an example. */
public final class PredictionJson {

    private PredictionJson() {}

    /**
     * Writes class and scores.
     *
     * @throws IllegalArgumentException if the network does not take the example
     */
    public static JsonObject of(ServedNetwork served, Example example) {
        long began = System.nanoTime();
        float[] scores = example.scores(served.network());
        return prediction(served, scores, System.nanoTime() - began);
    }

    /**
     * Writes class, scores and what each layer gives, and the same of the float network but for its layers.
     *
     * @throws IllegalArgumentException if a network does not take the example
     */
    public static JsonObject withActivations(ServedNetwork served, Optional<ServedNetwork> floats, Example example) {
        PackedNetwork[] timed = floats.map(other -> new PackedNetwork[] {served.network(), other.network()})
                .orElseGet(() -> new PackedNetwork[] {served.network()});
        long[] nanoseconds = Timing.medians(example, timed);
        Trace trace = Trace.of(served.network(), example);
        JsonObject json = prediction(served, trace.scores(), nanoseconds[0]);
        JsonArray activations = new JsonArray();
        for (Activations value : trace.values()) {
            activations.add(activation(value));
        }
        json.add("activations", activations);
        floats.ifPresent(
                other -> json.add("float", prediction(other, example.scores(other.network()), nanoseconds[1])));
        return json;
    }

    private static JsonObject prediction(ServedNetwork served, float[] scores, long nanoseconds) {
        JsonObject json = new JsonObject();
        json.addProperty("network", served.name());
        Members.addClass(json, served.network(), scores);
        json.add("scores", Members.numbers(scores));
        json.addProperty("nanoseconds", nanoseconds);
        return json;
    }

    /** Real numbers inside a network are told by how many they are: nobody reads thousands. */
    private static JsonObject activation(Activations value) {
        JsonObject json = new JsonObject();
        json.addProperty("size", value.width());
        if (value.signs() != null) {
            json.addProperty("positive", Bits.positive(value));
            json.addProperty("signs", Bits.of(value));
        }
        return json;
    }
}
