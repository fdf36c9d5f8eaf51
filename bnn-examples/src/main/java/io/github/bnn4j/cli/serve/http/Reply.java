package io.github.bnn4j.cli.serve.http;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A reply is what a client gets.
 *
 * @param status of HTTP
 * @param type of the content
 * @param body the content; not copied
 * @param headers that this answer has beside those that all have
 */
public record Reply(int status, String type, byte[] body, Map<String, String> headers) {

    private static final String JSON = "application/json; charset=utf-8";

    /** Makes one with a content that may be kept and asked for anew. */
    public static Reply page(String type, byte[] body) {
        return new Reply(200, type, body, Map.of("Cache-Control", "no-cache"));
    }

    /** Makes one of JSON. */
    public static Reply json(JsonObject content) {
        return json(200, content, Map.of());
    }

    /** Makes one that tells in one sentence why there is no other. */
    static Reply error(int status, String message, Map<String, String> headers) {
        JsonObject content = new JsonObject();
        content.addProperty("error", message);
        return json(status, content, headers);
    }

    private static Reply json(int status, JsonObject content, Map<String, String> headers) {
        return new Reply(status, JSON, content.toString().getBytes(StandardCharsets.UTF_8), headers);
    }
}
