package io.github.bnn4j.cli.serve.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.bnn4j.cli.packed.Operations;
import io.github.bnn4j.cli.serve.network.ServedNetwork;
import io.github.bnn4j.cli.serve.network.UnitSum;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.PackedLayer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes what does not depend on an example: the networks, their layers, and what these cost. */
public final class LayersJson {

    private LayersJson() {}

    /** Writes the networks and, if there is one, the float network beside them. */
    public static JsonObject of(List<ServedNetwork> networks, Optional<ServedNetwork> floats) {
        JsonObject json = new JsonObject();
        JsonArray all = new JsonArray();
        networks.forEach(network -> all.add(of(network)));
        json.add("networks", all);
        floats.ifPresent(network -> json.add("float", of(network)));
        return json;
    }

    private static JsonObject of(ServedNetwork served) {
        PackedNetwork network = served.network();
        JsonObject json = new JsonObject();
        json.addProperty("name", served.name());
        json.addProperty("title", served.title());
        json.addProperty("origin", served.origin());
        json.addProperty("fileBytes", served.fileBytes());
        JsonObject input = Members.image(network.input().image());
        input.addProperty("type", name(network.input().type()));
        json.add("input", input);
        JsonArray labels = new JsonArray();
        for (int i = 0; i < network.classes(); i++) {
            labels.add(Members.label(network, i));
        }
        json.add("labels", labels);
        JsonArray layers = new JsonArray();
        for (int i = 0; i < network.layers().size(); i++) {
            layers.add(layer(served, i));
        }
        json.add("layers", layers);
        return json;
    }

    private static JsonObject layer(ServedNetwork served, int index) {
        PackedLayer layer = served.network().layers().get(index);
        Operations operations = Operations.of(layer);
        JsonObject json = new JsonObject();
        json.addProperty("layer", index);
        json.addProperty("kind", layer.getClass().getSimpleName());
        json.add("takes", sources(served, index));
        json.add("input", value(served, served.source(index), layer.inputs(), name(layer.inputType())));
        json.add("output", value(served, index + 1, layer.outputs(), name(layer.outputType())));
        json.addProperty("spelledOut", UnitSum.isFor(layer));
        if (layer instanceof BinaryConvolution convolution) {
            JsonObject window = new JsonObject();
            window.addProperty("rows", convolution.window().rows().size());
            window.addProperty("columns", convolution.window().columns().size());
            json.add("window", window);
        }
        json.addProperty("operations", operations.kind().text());
        json.addProperty("multiplyAccumulates", operations.multiplyAccumulates());
        json.addProperty("weights", operations.weights());
        json.addProperty("bytes", operations.bytes());
        json.addProperty("bytesInFloat32", operations.bytesInFloat32());
        return json;
    }

    private static JsonArray sources(ServedNetwork served, int index) {
        JsonArray json = new JsonArray();
        served.network().content().wiring().sources().get(index).forEach(json::add);
        return json;
    }

    private static JsonObject value(ServedNetwork served, int value, int size, String type) {
        JsonObject json = served.image(value).map(Members::image).orElseGet(JsonObject::new);
        json.addProperty("size", size);
        json.addProperty("type", type);
        json.addProperty("channelsLast", served.isChannelsLast(value));
        return json;
    }

    private static String name(Enum<?> type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
