package io.github.bnn4j.cli.serve.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads what is behind the question mark of a URL. */
final class Query {

    private Query() {}

    /**
     * Returns names and values; of a name that comes twice, the last value.
     *
     * @param raw null if there is none
     * @throws Refusal if a percent sign is not followed by two digits
     */
    static Map<String, String> parse(String raw) throws Refusal {
        Map<String, String> values = new HashMap<>();
        if (raw == null) {
            return values;
        }
        for (String part : raw.split("&")) {
            String[] pair = part.split("=", 2);
            values.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
        }
        return values;
    }

    private static String decoded(String text) throws Refusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("What is behind the question mark is not well-formed: " + text);
        }
    }
}
