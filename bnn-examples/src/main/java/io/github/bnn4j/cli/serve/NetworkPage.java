package io.github.bnn4j.cli.serve;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.serve.http.Endpoint;
import io.github.bnn4j.cli.serve.http.Refusal;
import io.github.bnn4j.cli.serve.http.Reply;
import io.github.bnn4j.cli.serve.json.ExampleRequest;
import io.github.bnn4j.cli.serve.json.LayersJson;
import io.github.bnn4j.cli.serve.json.PredictionJson;
import io.github.bnn4j.cli.serve.json.UnitJson;
import io.github.bnn4j.cli.serve.network.ServedNetwork;
import io.github.bnn4j.cli.serve.network.Trace;
import io.github.bnn4j.cli.serve.network.UnitSum;
import io.github.bnn4j.packed.layer.Activations;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.PackedLayer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what is at which path: the page, and what it and other programs ask. */
public final class NetworkPage {

    private static final String FOLDER = "/io/github/bnn4j/cli/serve/page/";

    private static final Set<String> UNIT = Set.of("layer", "unit", "row", "column");

    private final List<ServedNetwork> networks;
    private final Optional<ServedNetwork> floats;
    private final TestImages images;
    private Reply layers;

    /**
     * @param networks at least one; the first is asked where a request names none
     * @param floats to compare with
     */
    public NetworkPage(List<ServedNetwork> networks, Optional<ServedNetwork> floats, TestImages images) {
        this.networks = List.copyOf(networks);
        this.floats = floats;
        this.images = images;
    }

    /**
     * Returns all endpoints by their paths.
     *
     * @throws IOException if a part of the page is missing
     */
    public Map<String, Endpoint> endpoints() throws IOException {
        Map<String, Endpoint> endpoints = new HashMap<>();
        addPage(endpoints, "/", "index.html", "text/html; charset=utf-8");
        addPage(endpoints, "/serve.css", "serve.css", "text/css; charset=utf-8");
        addPage(endpoints, "/serve.js", "serve.js", "text/javascript; charset=utf-8");
        addPage(endpoints, "/icon.svg", "icon.svg", "image/svg+xml");
        endpoints.put("/layers", Endpoint.get(query -> layers()));
        endpoints.put("/image", Endpoint.get(this::image));
        endpoints.put("/predict", Endpoint.post(this::predict));
        endpoints.put("/activations", Endpoint.post(this::activations));
        endpoints.put("/unit", Endpoint.post(this::unit));
        return endpoints;
    }

    /** Writes it when it is first asked for: the server is there sooner. */
    private synchronized Reply layers() {
        if (layers == null) {
            layers = Reply.json(LayersJson.of(networks, floats));
        }
        return layers;
    }

    private static void addPage(Map<String, Endpoint> endpoints, String path, String name, String type)
            throws IOException {
        try (var in = NetworkPage.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new FileNotFoundException(
                        "The resource " + FOLDER + name + " is missing: build the module again");
            }
            Reply answer = Reply.page(type, in.readAllBytes());
            endpoints.put(path, Endpoint.get(query -> answer));
        }
    }

    private Reply predict(byte[] body) throws Refusal {
        ExampleRequest request = ExampleRequest.read(body, Set.of());
        ServedNetwork served = network(request);
        return taking(() -> Reply.json(PredictionJson.of(served, request.example())));
    }

    private Reply activations(byte[] body) throws Refusal {
        ExampleRequest request = ExampleRequest.read(body, Set.of());
        ServedNetwork served = network(request);
        return taking(() -> Reply.json(PredictionJson.withActivations(served, floats, request.example())));
    }

    private Reply unit(byte[] body) throws Refusal {
        ExampleRequest request = ExampleRequest.read(body, UNIT);
        ServedNetwork served = network(request);
        int index = request.index("layer", served.network().layers().size());
        PackedLayer layer = served.network().layers().get(index);
        if (!UnitSum.isFor(layer)) {
            throw Refusal.badRequest("layer " + index + ", " + layer.getClass().getSimpleName()
                    + ", has no sum of bits; /layers marks those that have one as spelledOut");
        }
        ImageShape result = served.image(index + 1).orElse(new ImageShape(layer.outputs(), 1, 1));
        int unit = request.index("unit", result.channels());
        int row = result.height() == 1 ? 0 : request.index("row", result.height());
        int column = result.width() == 1 ? 0 : request.index("column", result.width());
        return taking(() -> {
            Activations x = Trace.upTo(served.network(), request.example(), index)
                    .values()
                    .get(served.source(index));
            return Reply.json(UnitJson.of(UnitSum.of(layer, x, unit, row, column)));
        });
    }

    private Reply image(Map<String, String> query) throws Refusal {
        LabelledImages all = images.get();
        int number;
        try {
            number = Integer.parseInt(query.getOrDefault("number", ""));
        } catch (NumberFormatException e) {
            number = -1;
        }
        if (number < 0 || number >= all.size()) {
            throw Refusal.badRequest(
                    "/image needs a number from 0 to " + (all.size() - 1) + ", such as /image?number=0");
        }
        JsonObject json = new JsonObject();
        json.addProperty("number", number);
        json.addProperty("label", all.label(number));
        JsonArray pixels = new JsonArray();
        for (byte pixel : all.pixels(number)) {
            pixels.add(pixel & 0xFF);
        }
        json.add("pixels", pixels);
        return Reply.json(json);
    }

    /**
     * @throws Refusal if there is none of this name, or it takes examples of another size
     */
    private ServedNetwork network(ExampleRequest request) throws Refusal {
        ServedNetwork served = request.network() == null
                ? networks.get(0)
                : networks.stream()
                        .filter(one -> one.name().equals(request.network()))
                        .findFirst()
                        .orElseThrow(() -> Refusal.badRequest("There is no network of this name; there are "
                                + networks.stream().map(ServedNetwork::name).collect(Collectors.joining(", "))));
        int size = served.network().input().size();
        if (request.example().size() != size) {
            throw Refusal.badRequest("The network " + served.name() + " takes " + size + " numbers ("
                    + served.network().input().shape() + "), got "
                    + request.example().size());
        }
        return served;
    }

    @FunctionalInterface
    private interface Computation {
        Reply compute();
    }

    /** Answers by a computation: what a network says of an example that it does not take is for the client. */
    private static Reply taking(Computation computation) throws Refusal {
        try {
            return computation.compute();
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(e.getMessage());
        }
    }
}
