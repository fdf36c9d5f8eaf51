package io.github.bnn4j.cli.serve.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads the bodies of requests, up to a size. */
final class RequestBody {

    /** So much of a body that is too large is read and forgotten, so that its sender comes to read the answer. */
    private static final int FORGOTTEN = 1 << 20;

    private final int most;

    RequestBody(int most) {
        this.most = most;
    }

    /**
     * Reads a body to its end.
     *
     * @throws Refusal by 413 if it is too large, by 415 if it says that it is no JSON, by 400 if it is no body
     * @throws IOException if the connection has gone, or was ended
     */
    byte[] read(HttpExchange exchange, Endpoint endpoint) throws Refusal, IOException {
        boolean takesBody = endpoint.method().equals("POST");
        if (takesBody) {
            checkType(exchange.getRequestHeaders().getFirst("Content-Type"));
        }
        int room = takesBody ? most : 0;
        byte[] body;
        try {
            InputStream in = exchange.getRequestBody();
            body = in.readNBytes(room + 1);
            if (body.length > room) {
                forget(in);
            }
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            throw Refusal.badRequest("The body ends too early, or its chunks are damaged");
        }
        if (body.length > room) {
            throw new Refusal(
                    413,
                    takesBody
                            ? "A body may have at most " + most + " bytes here; this one has more"
                            : "GET has no body here");
        }
        return body;
    }

    /** Forgets by reading: the server's stream does not count what is skipped. */
    private static void forget(InputStream in) throws IOException {
        byte[] some = new byte[8192];
        int left = FORGOTTEN;
        int count = 0;
        while (left > 0 && count >= 0) {
            count = in.read(some, 0, Math.min(left, some.length));
            left -= Math.max(0, count);
        }
    }

    /** A page of another site can send other types without being asked, and only those. */
    private static void checkType(String type) throws Refusal {
        String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!plain.equals("application/json")) {
            throw new Refusal(
                    415,
                    "The header Content-Type must be application/json, "
                            + (type == null ? "and there is none" : "got " + type));
        }
    }
}
