package io.github.bnn4j.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.serve.http.Limits;
import io.github.bnn4j.cli.serve.http.WebServer;
import io.github.bnn4j.cli.serve.network.ServedNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers to requests that are as they should be, and to those that are not. */
class ServeEndpointsTest {

    private static final String BLACK =
            IntStream.range(0, 784).mapToObj(i -> "0").collect(Collectors.joining(","));

    private static WebServer server;
    private static List<ServedNetwork> networks;
    private static LabelledImages images;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void startIt() throws IOException {
        networks = ShippedNetworks.read();
        images = ImageClassificationData.bundledMnistTest();
        server = ServedMnist.start(Limits.standard(), Optional.empty());
    }

    @AfterAll
    static void stopIt() {
        server.close();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create(server.url()).resolve(path);
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    /** Each refusal is one status and one sentence. */
    private static String error(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject json = JsonParser.parseString(response.body()).getAsJsonObject();
        assertThat(json.keySet()).containsExactly("error");
        return json.get("error").getAsString();
    }

    private static String pixels(int image) {
        byte[] pixels = images.pixels(image);
        return IntStream.range(0, pixels.length)
                .mapToObj(i -> String.valueOf(pixels[i] & 0xFF))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static float[] floats(JsonArray array) {
        float[] floats = new float[array.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = array.get(i).getAsFloat();
        }
        return floats;
    }

    @Test
    void predictGivesTheScoresOfThePackedNetworkToTheBit() throws Exception {
        for (ServedNetwork served : networks) {
            for (int image = 0; image < 20; image++) {
                JsonObject answer = json(post(
                        "/predict", "{\"network\": \"" + served.name() + "\", \"pixels\": " + pixels(image) + "}"));

                byte[] pixels = images.pixels(image);
                assertThat(floats(answer.getAsJsonArray("scores")))
                        .isEqualTo(served.network().scores(pixels));
                assertThat(answer.get("class").getAsInt())
                        .isEqualTo(served.network().predict(pixels));
                assertThat(answer.get("network").getAsString()).isEqualTo(served.name());
                assertThat(answer.get("nanoseconds").getAsLong()).isPositive();
            }
        }
    }

    @Test
    void theFirstNetworkAnswersWhereNoneIsNamed() throws Exception {
        JsonObject answer = json(post("/predict", "{\"pixels\": " + pixels(0) + "}"));

        assertThat(answer.get("network").getAsString())
                .isEqualTo(networks.get(0).name());
    }

    @Test
    void realNumbersStandForPixels() throws Exception {
        String values = IntStream.range(0, 784)
                .mapToObj(i -> String.valueOf((images.pixels(3)[i] & 0xFF) / 127.5f - 1))
                .collect(Collectors.joining(","));

        JsonObject ofValues = json(post("/predict", "{\"values\": [" + values + "]}"));
        JsonObject ofPixels = json(post("/predict", "{\"pixels\": " + pixels(3) + "}"));

        assertThat(ofValues.get("scores")).isEqualTo(ofPixels.get("scores"));
    }

    @Test
    void activationsAreTheSignsOfEachLayer() throws Exception {
        for (ServedNetwork served : networks) {
            JsonObject answer = json(
                    post("/activations", "{\"network\": \"" + served.name() + "\", \"pixels\": " + pixels(1) + "}"));

            JsonArray activations = answer.getAsJsonArray("activations");
            assertThat(activations).hasSize(served.network().layers().size() + 1);
            for (int i = 1; i < activations.size() - 1; i++) {
                JsonObject value = activations.get(i).getAsJsonObject();
                byte[] bits = Base64.getDecoder().decode(value.get("signs").getAsString());
                int positive = 0;
                for (byte eight : bits) {
                    positive += Integer.bitCount(eight & 0xFF);
                }
                int size = served.network().layers().get(i - 1).outputs();
                assertThat(value.get("size").getAsInt()).isEqualTo(size);
                assertThat(bits).hasSize((size + 7) / 8);
                assertThat(value.get("positive").getAsInt()).isEqualTo(positive).isBetween(1, size - 1);
            }
            assertThat(floats(answer.getAsJsonArray("scores")))
                    .isEqualTo(served.network().scores(images.pixels(1)));
        }
    }

    @Test
    void aUnitIsTheBitThatTheLayerGives() throws Exception {
        JsonObject activations = json(post("/activations", "{\"pixels\": " + pixels(2) + "}"));
        byte[] signs = Base64.getDecoder()
                .decode(activations
                        .getAsJsonArray("activations")
                        .get(1)
                        .getAsJsonObject()
                        .get("signs")
                        .getAsString());

        JsonObject unit = json(post(
                "/unit", "{\"pixels\": " + pixels(2) + ", \"layer\": 0, \"unit\": 5, \"row\": 13, \"column\": 9}"));

        int at = (13 * 28 + 9) * 32 + 5;
        assertThat(unit.get("sign").getAsInt()).isEqualTo((signs[at / 8] >> at % 8 & 1) == 1 ? 1 : -1);
        assertThat(unit.get("inputs").getAsInt()).isEqualTo(9);
        assertThat(unit.getAsJsonArray("mismatchesOfPlanes")).hasSize(8);
    }

    @Test
    void layersTellWhatTheNetworksCost() throws Exception {
        JsonArray all = json(get("/layers")).getAsJsonArray("networks");

        assertThat(all).hasSize(networks.size());
        JsonObject conv = all.get(0).getAsJsonObject();
        JsonObject second = conv.getAsJsonArray("layers").get(2).getAsJsonObject();
        assertThat(conv.get("name").getAsString()).isEqualTo("conv");
        assertThat(second.get("operations").getAsString()).isEqualTo("1-bit weight with 1-bit input");
        assertThat(second.get("weights").getAsLong()).isEqualTo(64 * 9 * 32);
        assertThat(second.get("bytes").getAsLong()).isEqualTo(64 * 9 * 32 / 8);
        assertThat(second.get("bytesInFloat32").getAsLong()).isEqualTo(64 * 9 * 32 * 4);
        assertThat(second.get("multiplyAccumulates").getAsLong()).isEqualTo(64L * 9 * 32 * 14 * 14);
    }

    @Test
    void aFloatNetworkAnswersBesideThePackedOne() throws Exception {
        float[] weights = new float[784 * 10];
        weights[7] = 1;
        PackedNetwork floats = new PackedNetwork(new PackedContent(
                InputEncoding.floats(1, 28, 28), List.of(new FloatDense(784, weights, new float[10])), List.of()));
        ServedNetwork beside = new ServedNetwork("floats", "Floats", "Made here.", floats, 31_400);
        try (WebServer both = ServedMnist.start(Limits.standard(), Optional.of(beside))) {
            URI at = URI.create(both.url());
            JsonObject layers =
                    json(send(HttpRequest.newBuilder(at.resolve("/layers")).build()));
            JsonObject answer = json(send(HttpRequest.newBuilder(at.resolve("/activations"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"pixels\": [255" + ",0".repeat(783) + "]}"))
                    .build()));

            assertThat(layers.getAsJsonObject("float").get("title").getAsString())
                    .isEqualTo("Floats");
            assertThat(answer.getAsJsonObject("float").get("class").getAsInt()).isEqualTo(7);
            assertThat(answer.getAsJsonObject("float").get("nanoseconds").getAsLong())
                    .isPositive();
            assertThat(answer.get("nanoseconds").getAsLong()).isPositive();
        }
    }

    @Test
    void aTestImageIsGivenWithItsLabel() throws Exception {
        JsonObject image = json(get("/image?number=9999"));

        assertThat(image.get("label").getAsInt()).isEqualTo(images.label(9999));
        assertThat(image.get("pixels").toString().replace(",", ", ")).isEqualTo(pixels(9999));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/image",
                "/image?number=",
                "/image?number=-1",
                "/image?number=10000",
                "/image?number=0x1",
                "/image?x=1"
            })
    void anImageThatIsNotThereIsRefused(String path) throws Exception {
        assertThat(error(get(path), 400)).isEqualTo("/image needs a number from 0 to 9999, such as /image?number=0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | The body is empty; it needs JSON, such as {\"pixels\": [0, 255, ...]}",
                "[1, 2] | The body must be a JSON object, such as {\"pixels\": [0, 255, ...]}",
                "7 | The body must be a JSON object, such as {\"pixels\": [0, 255, ...]}",
                "{} | A request needs either pixels, numbers from 0 to 255, or values, real numbers; this one has"
                        + " neither",
                "{\"pixels\": [], \"values\": []} | A request needs either pixels, numbers from 0 to 255, or values,"
                        + " real numbers; this one has both",
                "{\"pixels\": [1, 2 | The JSON ends too early",
                "{\"pixels\": [1, 256]} | pixels[1] must be a whole number from 0 to 255, got 256",
                "{\"pixels\": [-1]} | pixels[0] must be a whole number from 0 to 255, got -1",
                "{\"pixels\": [1.5]} | pixels[0] must be a whole number from 0 to 255, got 1.5",
                "{\"pixels\": [99999999999]} | pixels[0] must be a whole number from 0 to 255, got 99999999999",
                "{\"pixels\": [\"1\"]} | pixels[0] must be a whole number from 0 to 255, got text",
                "{\"pixels\": [null]} | pixels[0] must be a whole number from 0 to 255, got null",
                "{\"pixels\": {}} | pixels must be an array of numbers from 0 to 255, got an object",
                "{\"values\": [true]} | values[0] must be a number, got true or false",
                "{\"values\": [1e99]} | values[0] is too large for single precision",
                "{\"network\": 3, \"pixels\": []} | network must be a name, got a number",
                "{\"network\": \"x\", \"pixels\": []} | There is no network of this name; there are conv, dense",
                "{\"pixels\": [1, 2]} | The network conv takes 784 numbers (1x28x28), got 2",
                "{\"pixels\": [1], \"unit\": 1} | A request here has no member unit",
                "{\"pixels\": [1]} x | The body is not well-formed JSON at line 1 column 18 path $"
            })
    void aDamagedRequestIsRefusedInOneSentence(String body, String message) throws Exception {
        assertThat(error(post("/predict", body), 400)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pixels\": [1, NaN]}",
                "{pixels: [1]}",
                "{'pixels': [1]}",
                "{\"pixels\": [1,]}",
                "{\"pixels\" = [1]}",
                "{\"pixels\": [01]}",
                "// {}"
            })
    void whatIsNoJsonIsRefused(String body) throws Exception {
        assertThat(error(post("/predict", body), 400)).startsWith("The body is not well-formed JSON at line 1 column ");
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        assertThat(error(post("/predict", "{\"pixels\": " + "[".repeat(30_000)), 400))
                .contains("got an array");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/predict"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xFF, '"'}))
                .build());

        assertThat(error(answer, 400)).isEqualTo("The body is not text in UTF-8");
    }

    @Test
    void aValueThatTheNetworkDoesNotTakeIsRefusedInItsWords() throws Exception {
        String body = "{\"values\": [0.3" + ",1".repeat(783) + "]}";

        assertThat(error(post("/predict", body), 400))
                .startsWith("Value 0.3 at index 0 is not one of the 256 numbers from -1.0 to 1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"unit\": 0, \"row\": 0, \"column\": 0 | layer must be a number from 0 to 7, and is missing",
                "\"layer\": 8, \"unit\": 0 | layer must be a number from 0 to 7, got 8",
                "\"layer\": 0, \"unit\": 32, \"row\": 0, \"column\": 0 | unit must be a number from 0 to 31, got 32",
                "\"layer\": 0, \"unit\": 0, \"row\": 28, \"column\": 0 | row must be a number from 0 to 27, got 28",
                "\"layer\": 0, \"unit\": 0, \"row\": 0 | column must be a number from 0 to 27, and is missing",
                "\"layer\": 7, \"unit\": 10 | unit must be a number from 0 to 9, got 10",
                "\"layer\": -1 | layer must be a whole number from 0 to 2147483647, got -1",
                "\"layer\": 1, \"unit\": 0 | layer 1, MaxPooling, has no sum of bits; /layers marks those that"
                        + " have one as spelledOut"
            })
    void aUnitThatIsNotThereIsRefused(String members, String message) throws Exception {
        assertThat(error(post("/unit", "{\"pixels\": [" + BLACK + "], " + members + "}"), 400))
                .isEqualTo(message);
    }

    @Test
    void aHugeBodyIsRefused() throws Exception {
        HttpResponse<String> answer = post("/predict", " ".repeat(1_000_000));

        assertThat(error(answer, 413)).isEqualTo("A body may have at most 65536 bytes here; this one has more");
    }

    @Test
    void aHugeBodyInChunksOfUnknownSumIsRefused() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/predict"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.concat(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofString(" ".repeat(500_000)))))
                .build());

        assertThat(error(answer, 413)).startsWith("A body may have at most 65536 bytes");
    }

    @Test
    void anotherTypeThanJsonIsRefused() throws Exception {
        HttpResponse<String> none = send(HttpRequest.newBuilder(uri("/predict"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        HttpResponse<String> form = send(HttpRequest.newBuilder(uri("/predict"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertThat(error(none, 415)).isEqualTo("The header Content-Type must be application/json, and there is none");
        assertThat(error(form, 415)).isEqualTo("The header Content-Type must be application/json, got text/plain");
    }

    @Test
    void anotherMethodIsRefusedAndToldWhichThereIs() throws Exception {
        HttpResponse<String> posted = get("/predict");
        HttpResponse<String> deleted =
                send(HttpRequest.newBuilder(uri("/")).DELETE().build());

        assertThat(error(posted, 405)).isEqualTo("This path takes POST, not GET");
        assertThat(posted.headers().firstValue("Allow")).contains("POST");
        assertThat(error(deleted, 405)).isEqualTo("This path takes GET, not DELETE");
        assertThat(deleted.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void thePageIsThereAndMayUseNothingFromElsewhere() throws Exception {
        for (String path : List.of("/", "/serve.css", "/serve.js", "/icon.svg")) {
            HttpResponse<String> answer = get(path);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isNotEmpty().doesNotContain("https://");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void headIsGetWithoutTheContent() throws Exception {
        HttpResponse<String> head = send(HttpRequest.newBuilder(uri("/serve.css"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isEqualTo(get("/serve.css").body().length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/serve.js/../../networks/conv.bnn",
                "/..\\..\\etc\\passwd",
                "/page/index.html",
                "/index.html",
                "//serve.js",
                "/serve.js/",
                "/serve.js%00",
                "/networks/conv.bnn",
                "/io/github/bnn4j/cli/serve/NetworkPage.class",
                "/META-INF/MANIFEST.MF"
            })
    void noPathLeadsToAFile(String path) throws Exception {
        String answer = RawHttp.exchange(
                server.address(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1\\.1 40[034] .*").doesNotContain("root:", "PK");
    }
}
