package io.github.bnn4j.cli.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that has as much to do as it takes, or that is being stopped. */
@Timeout(120)
class FullServerTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Reply compute() {
        begun.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Served.done();
    }

    private CompletableFuture<HttpResponse<String>> ask(WebServer server) {
        return client.sendAsync(Served.request(server), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aRequestMoreThanMayWaitIsToldToComeAgain() throws Exception {
        Limits limits = new Limits(32, Duration.ofMinutes(5), Duration.ofMinutes(5), 1, 2, 1000);
        try (WebServer server = Served.start(limits, query -> compute(), body -> Served.done())) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            answers.add(ask(server));
            begun.await();
            for (int i = 0; i < 10; i++) {
                answers.add(ask(server));
            }
            // Two of the ten wait, eight are sent away.
            while (answers.stream().filter(CompletableFuture::isDone).count() < 8) {
                Thread.sleep(5);
            }
            released.countDown();

            List<Integer> statuses = new ArrayList<>();
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                HttpResponse<String> response = answer.get();
                statuses.add(response.statusCode());
                if (response.statusCode() == 503) {
                    assertThat(response.headers().firstValue("Retry-After")).contains("1");
                    assertThat(response.body()).contains("The server has 3 requests at hand, as many as it takes");
                }
            }
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(3);
            assertThat(statuses).filteredOn(status -> status == 503).hasSize(8);
        }
    }

    @Test
    void nobodyWaitsLongerForThoseWhoWereSentAway() throws Exception {
        Limits limits = new Limits(32, Duration.ofMinutes(5), Duration.ofMinutes(5), 1, 0, 1000);
        try (WebServer server = Served.start(limits, query -> compute(), body -> Served.done())) {
            CompletableFuture<HttpResponse<String>> first = ask(server);
            begun.await();
            for (int i = 0; i < 5; i++) {
                assertThat(ask(server).get().statusCode()).isEqualTo(503);
            }
            released.countDown();
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(ask(server).get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void noMoreAreComputedAtOnceThanMay() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Limits limits = new Limits(64, Duration.ofMinutes(5), Duration.ofMinutes(5), 3, 64, 1000);
        try (WebServer server = Served.start(
                limits,
                query -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                    return Served.done();
                },
                body -> Served.done())) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                answers.add(ask(server));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
        }
        assertThat(most).hasValueBetween(1, 3);
    }

    @Test
    void itEndsAfterTheRequestsAtHand() throws Exception {
        WebServer server = Served.start(Served.LIMITS, query -> compute(), body -> Served.done());
        CompletableFuture<HttpResponse<String>> atHand = ask(server);
        begun.await();
        CompletableFuture<Void> end = CompletableFuture.runAsync(server::close);
        // What comes now is refused, by an answer or by no connection.
        while (true) {
            HttpResponse<String> late =
                    ask(server).exceptionally(noConnection -> null).get();
            if (late == null || late.statusCode() == 503) {
                break;
            }
        }
        assertThat(end).isNotDone();
        released.countDown();

        assertThat(atHand.get().statusCode()).isEqualTo(200);
        assertThat(atHand.get().body()).isEqualTo("{\"done\":true}");
        end.get();
        assertThat(ask(server)).failsWithin(Duration.ofSeconds(60));
    }

    @Test
    void anErrorOfItsOwnIsNotToldToTheClient() throws Exception {
        try (WebServer server = Served.start(
                Served.LIMITS,
                query -> {
                    throw new IllegalStateException("a secret (this trace belongs to a test)");
                },
                body -> Served.done())) {
            HttpResponse<String> answer = Served.get(client, server);

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("secret");
        }
    }
}
