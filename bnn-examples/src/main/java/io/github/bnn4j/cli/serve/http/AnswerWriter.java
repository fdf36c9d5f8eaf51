package io.github.bnn4j.cli.serve.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Sends answers, each with the headers that keep a browser from doing with it what the server did not mean. */
final class AnswerWriter {

    /** Nothing but what this server sends itself, in no frame of another page. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private AnswerWriter() {}

    /**
     * Makes the answer of a refusal.
     *
     * @param allowed methods at this path; empty if there is nothing
     */
    static Reply refusal(Refusal refusal, String allowed) {
        Map<String, String> headers = new HashMap<>();
        switch (refusal.status()) {
            case 405 -> headers.put("Allow", allowed);
            case 503 -> headers.put("Retry-After", "1");
            default -> {
                // They need no more than the message.
            }
        }
        return Reply.error(refusal.status(), refusal.getMessage(), headers);
    }

    /**
     * Sends an answer.
     *
     * @param last whether the connection is closed after it
     */
    static void write(Reply answer, HttpExchange exchange, boolean last) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        answer.headers().forEach(headers::set);
        if (last || answer.status() == 413) {
            headers.set("Connection", "close");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(answer.body().length));
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }
}
