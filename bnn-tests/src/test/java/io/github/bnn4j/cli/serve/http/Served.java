package io.github.bnn4j.cli.serve.http;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** A server with one endpoint for each method, at /get and /post. */
final class Served {

    static final Limits LIMITS = new Limits(16, Duration.ofMinutes(5), Duration.ofMinutes(5), 4, 64, 1000);

    private Served() {}

    static WebServer start(Limits limits, Endpoint.Get get, Endpoint.Post post) throws IOException {
        return WebServer.start(
                "127.0.0.1",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Map.of("/get", Endpoint.get(get), "/post", Endpoint.post(post)),
                limits);
    }

    static WebServer start(Limits limits) throws IOException {
        return start(limits, query -> done(), body -> done());
    }

    static Reply done() {
        JsonObject json = new JsonObject();
        json.addProperty("done", true);
        return Reply.json(json);
    }

    static HttpRequest request(WebServer server) {
        return HttpRequest.newBuilder(URI.create(server.url()).resolve("/get")).build();
    }

    static HttpResponse<String> get(HttpClient client, WebServer server) throws IOException, InterruptedException {
        return client.send(request(server), HttpResponse.BodyHandlers.ofString());
    }
}
