package io.github.bnn4j.cli.serve.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Answers requests at exact paths, and at no others: nothing of a path becomes the name of a file.
 *
 * <p>What it takes of clients is in {@link Limits}, whom it takes for one in {@link SameSite}.
 */
public final class WebServer implements AutoCloseable {

    /** Requests on their way when it closes have so long, and so has what is computed and answered then. */
    private static final long READING_AT_END_MILLIS = 500;

    private static final long ANSWERS_AT_END_MILLIS = 15_000;

    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final String host;
    private final Map<String, Endpoint> endpoints;
    private final RequestBody bodies;
    private final SameSite sameSite;
    private final Turns turns;
    private final ExchangeThreads threads;
    private volatile boolean closing;

    private WebServer(HttpServer server, String host, Map<String, Endpoint> endpoints, Limits limits) {
        this.server = server;
        this.host = host;
        this.endpoints = Map.copyOf(endpoints);
        this.bodies = new RequestBody(limits.body());
        this.sameSite = new SameSite(host);
        this.turns = new Turns(limits.atOnce(), limits.waiting());
        this.threads = new ExchangeThreads(limits);
    }

    /**
     * Starts a server.
     *
     * @param host a name or an address of this machine
     * @param address the same, found, with the port; 0 for any that is free
     * @param endpoints by path
     * @throws IOException if it cannot listen there
     */
    public static WebServer start(
            String host, InetSocketAddress address, Map<String, Endpoint> endpoints, Limits limits) throws IOException {
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            // Else the second packet of an answer waits for the client to acknowledge the first: 40 ms on Linux.
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        HttpServer http = HttpServer.create(address, BACKLOG);
        WebServer server = new WebServer(http, host, endpoints, limits);
        http.createContext("/", server::handle);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Returns the address of its page. */
    public String url() {
        boolean any = address().getAddress().isAnyLocalAddress();
        return "http://" + (any ? "localhost" : SameSite.inHeader(host)) + ":"
                + address().getPort() + "/";
    }

    /** Returns how many exchanges are going on. */
    int exchanges() {
        return threads.count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply answer = answer(exchange);
            threads.answerBegins();
            AnswerWriter.write(answer, exchange, closing);
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        try {
            sameSite.check(exchange);
            Endpoint endpoint = endpoint(exchange);
            byte[] body = bodies.read(exchange, endpoint);
            threads.requestHasArrived();
            if (closing) {
                throw new Refusal(503, "The server is being stopped");
            }
            Map<String, String> query = Query.parse(exchange.getRequestURI().getRawQuery());
            return turns.take(() -> endpoint.answer(query, body));
        } catch (Refusal refusal) {
            return AnswerWriter.refusal(refusal, allowed(exchange));
        } catch (RuntimeException e) {
            // Not the client's doing: whoever mends it needs the trace, and the client no more than that.
            e.printStackTrace();
            return Reply.error(500, "The server failed; it has printed why", Map.of());
        }
    }

    private Endpoint endpoint(HttpExchange exchange) throws Refusal {
        Endpoint endpoint = endpoints.get(path(exchange));
        if (endpoint == null) {
            throw new Refusal(404, "There is nothing at this path; the page at / tells what there is");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals(endpoint.method())
                && !(method.equals("HEAD") && endpoint.method().equals("GET"))) {
            throw new Refusal(
                    405,
                    "This path takes " + endpoint.method() + ", not "
                            + (method.matches("[A-Z]{1,20}") ? method : "that"));
        }
        return endpoint;
    }

    /** Returns the path as it was sent, and so without any sense of dots; empty for a URI that has none. */
    private static String path(HttpExchange exchange) {
        return Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), "");
    }

    private String allowed(HttpExchange exchange) {
        Endpoint endpoint = endpoints.get(path(exchange));
        return endpoint == null ? "" : endpoint.method().equals("GET") ? "GET, HEAD" : endpoint.method();
    }

    /**
     * Ends after the requests at hand; those that have not arrived by then, and others that come, get no answer of use. It returns
     * when the last answer is sent.
     */
    @Override
    public void close() {
        closing = true;
        long began = System.nanoTime();
        while (threads.count() > 0 && millisSince(began) < ANSWERS_AT_END_MILLIS) {
            if (millisSince(began) > READING_AT_END_MILLIS) {
                threads.endReading();
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        server.stop(0);
        threads.close();
    }

    private static long millisSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }
}
