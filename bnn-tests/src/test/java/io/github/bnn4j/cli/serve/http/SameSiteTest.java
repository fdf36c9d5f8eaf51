package io.github.bnn4j.cli.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.serve.RawHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of another site cannot ask this server through somebody's browser. */
class SameSiteTest {

    private static WebServer server;

    @BeforeAll
    static void startIt() throws IOException {
        server = Served.start(Served.LIMITS);
    }

    @AfterAll
    static void stopIt() {
        server.close();
    }

    private static String get(String headers) throws IOException {
        return RawHttp.exchange(server.address(), "GET /get HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LocalHost", "127.0.0.1", "localhost:1234", "127.0.0.1:80", "[::1]:8080", "[::1]"})
    void itsOwnNamesAreAnsweredWithAnyPort(String host) throws IOException {
        assertThat(get("Host: " + host + "\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "localhost@evil.example",
                "127.0.0.1.nip.example",
                "10.0.0.1",
                "[::2]",
                "localhost:x",
                "localhost:80:80",
                "localhost/",
                "local host"
            })
    void aForeignHostIsForbidden(String host) throws IOException {
        assertThat(get("Host: " + host + "\r\n"))
                .startsWith("HTTP/1.1 403 ")
                .contains("The header Host is " + host + ", which is not this server");
    }

    @Test
    void aRequestWithoutHostOrWithTwoMakesNoSense() throws IOException {
        assertThat(get("")).startsWith("HTTP/1.1 400 ");
        assertThat(get("Host: localhost\r\nHost: evil.example\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "https://localhost:1234",
                "http://localhost",
                "http://127.0.0.1:1234",
                "http://localhost:1235"
            })
    void aForeignOriginIsForbidden(String origin) throws IOException {
        assertThat(get("Host: localhost:1234\r\nOrigin: " + origin + "\r\n"))
                .startsWith("HTTP/1.1 403 ")
                .contains("The request comes from a page of " + origin);
    }

    @Test
    void itsOwnPageIsAnswered() throws IOException {
        assertThat(get("Host: localhost:1234\r\nOrigin: http://localhost:1234\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void anotherAuthorityInTheRequestLineIsForbidden() throws IOException {
        assertThat(RawHttp.exchange(
                        server.address(),
                        "GET http://evil.example/get HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void theNameThatItWasToldToListenAtIsItsOwn() throws IOException {
        try (WebServer named = WebServer.start(
                "Bits.Example",
                new InetSocketAddress("127.0.0.1", 0),
                Map.of("/get", Endpoint.get(query -> Served.done())),
                Served.LIMITS)) {
            String answer = RawHttp.exchange(
                    named.address(), "GET /get HTTP/1.1\r\nHost: bits.example:80\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aBodyThatEndsTooEarlyIsRefused() throws IOException {
        try (RawHttp client = new RawHttp(server.address())) {
            client.send("POST /post HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 100\r\nConnection: close\r\n\r\n{\"pix")
                    .end();

            assertThat(client.rest()).startsWith("HTTP/1.1 400 ").contains("The body ends too early");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "GARBAGE\r\n\r\n",
                "GET\r\n\r\n",
                "GET /get HTTP/9\r\n\r\n",
                "GET mailto:someone HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n"
            })
    void whatIsNoHttpIsNotAnsweredAsIfItWere(String garbage) throws IOException {
        try (RawHttp client = new RawHttp(server.address())) {
            assertThat(client.send(garbage).end().rest())
                    .doesNotContain("200 OK")
                    .doesNotContain("done");
        }
        assertThat(get("Host: localhost\r\n")).startsWith("HTTP/1.1 200 ");
    }
}
