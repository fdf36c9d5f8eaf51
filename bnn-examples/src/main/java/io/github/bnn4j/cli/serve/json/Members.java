package io.github.bnn4j.cli.serve.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Members of objects that several answers have. */
final class Members {

    private Members() {}

    /** Returns a number, or null for what is not finite: JSON has no such numbers. */
    static JsonElement number(float value) {
        return Float.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }

    static JsonArray numbers(float[] values) {
        JsonArray array = new JsonArray();
        for (float value : values) {
            array.add(number(value));
        }
        return array;
    }

    static JsonArray numbers(int[] values) {
        JsonArray array = new JsonArray();
        for (int value : values) {
            array.add(value);
        }
        return array;
    }

    /** Adds the class with the highest score and its name, where the network tells classes. */
    static void addClass(JsonObject to, PackedNetwork network, float[] scores) {
        OptionalInt found = classOf(network, scores);
        if (found.isPresent()) {
            to.addProperty("class", found.getAsInt());
            to.addProperty("label", label(network, found.getAsInt()));
        }
    }

    /** Returns the name of a class; its number if it has none. */
    static String label(PackedNetwork network, int number) {
        List<String> labels = network.labels();
        return labels.isEmpty() ? String.valueOf(number) : labels.get(number);
    }

    private static OptionalInt classOf(PackedNetwork network, float[] scores) {
        OptionalDouble threshold = network.content().threshold();
        if (threshold.isPresent()) {
            return OptionalInt.of(scores[0] >= threshold.getAsDouble() ? 1 : 0);
        }
        if (scores.length == 1) {
            return OptionalInt.empty();
        }
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return OptionalInt.of(best);
    }

    static JsonObject image(ImageShape image) {
        JsonObject json = new JsonObject();
        json.addProperty("channels", image.channels());
        json.addProperty("height", image.height());
        json.addProperty("width", image.width());
        return json;
    }
}
