package io.github.bnn4j.cli.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.serve.RawHttp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take their time are in nobody else's way. */
@Timeout(120)
class SlowClientsTest {

    private static final String HEAD = "POST /post HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private final HttpClient client = HttpClient.newHttpClient();

    /** More of them than threads, or fewer: the next request is answered, though none of them is late yet. */
    @ParameterizedTest
    @ValueSource(ints = {8, 256})
    void aHundredConnectionsThatSendByteByByteDoNotKeepTheNextRequestWaiting(int threads) throws Exception {
        Limits limits = new Limits(threads, Duration.ofMinutes(5), Duration.ofMinutes(5), 2, 64, 100_000);
        List<RawHttp> slow = new ArrayList<>();
        AtomicBoolean ended = new AtomicBoolean();
        try (WebServer server = Served.start(limits)) {
            for (int i = 0; i < 100; i++) {
                // Half of them within the head, half within the body.
                slow.add(new RawHttp(server.address()).send(i % 2 == 0 ? "P" : HEAD + "Content-Length: 90000\r\n\r\n"));
            }
            Thread drip = new Thread(() -> {
                while (!ended.get()) {
                    slow.forEach(SlowClientsTest::sendOneByte);
                    sleep(1000);
                }
            });
            drip.start();
            for (int i = 0; i < 20; i++) {
                assertThat(Served.get(client, server).statusCode()).isEqualTo(200);
            }
            ended.set(true);
            drip.join();
        } finally {
            for (RawHttp one : slow) {
                one.close();
            }
        }
    }

    private static void sendOneByte(RawHttp client) {
        try {
            client.send("x");
        } catch (IOException closedByTheServer) {
            // It may do that.
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /get HTT",
                "GET /get HTTP/1.1\r\nHost: local",
                HEAD + "Content-Length: 10\r\n\r\n{\"a\"",
                HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nab"
            })
    void aRequestThatDoesNotArriveInTimeIsEnded(String part) throws Exception {
        Limits limits = new Limits(4, Duration.ofMillis(200), Duration.ofMinutes(5), 2, 64, 1000);
        try (WebServer server = Served.start(limits);
                RawHttp slow = new RawHttp(server.address())) {
            // Fails if the server neither answers nor closes the connection.
            assertThat(slow.send("G".repeat(part.isEmpty() ? 1 : 0) + part).rest())
                    .doesNotContain("200 OK");
            assertThat(Served.get(client, server).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerThatIsNotTakenIsEnded() throws Exception {
        byte[] large = new byte[64 << 20];
        Limits limits = new Limits(4, Duration.ofMinutes(5), Duration.ofMillis(200), 2, 64, 1000);
        try (WebServer server = Served.start(
                        limits, query -> new Reply(200, "text/plain", large, Map.of()), body -> Served.done());
                RawHttp lazy = new RawHttp(server.address())) {
            lazy.send("GET /get HTTP/1.1\r\nHost: localhost\r\n\r\n");
            while (server.exchanges() > 0 || !lazy.hasAnswer()) {
                sleep(10);
            }
            assertThat(lazy.rest().length()).isLessThan(large.length);
        }
    }

    @Test
    void whatIsComputedHasNoTimeLimit() throws Exception {
        Limits limits = new Limits(4, Duration.ofMillis(100), Duration.ofMillis(100), 2, 64, 1000);
        try (WebServer server = Served.start(
                limits,
                query -> {
                    sleep(1000);
                    return Served.done();
                },
                body -> Served.done())) {
            assertThat(Served.get(client, server).statusCode()).isEqualTo(200);
        }
    }
}
