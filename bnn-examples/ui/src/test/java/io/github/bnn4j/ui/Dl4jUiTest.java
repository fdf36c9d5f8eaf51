package io.github.bnn4j.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.bnn4j.cli.training.TrainingUi;
import io.github.bnn4j.layer.BinaryDenseLayer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ServiceLoader;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class Dl4jUiTest {

    private static final String PORT = "org.deeplearning4j.ui.port";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TrainingUi ui =
            ServiceLoader.load(TrainingUi.class).findFirst().orElseThrow();

    @BeforeEach
    void anyFreePort() {
        System.setProperty(PORT, "0");
    }

    @AfterEach
    void defaultPort() {
        System.clearProperty(PORT);
    }

    @Test
    void showsATraining() throws Exception {
        MultiLayerNetwork network = network();
        try (TrainingUi.Session session = ui.open(2)) {
            network.setListeners(session.listener());
            for (int step = 0; step < 5; step++) {
                network.fit(data());
            }

            // The page leaves out the first report, of step 0.
            await(session, "/train/overview/data", "\"scoresIter\" : [ 2, 4 ]");
            assertThat(get(session, "/train/sessions/current")).isEqualTo("training");
            assertThat(get(session, "/train/overview")).contains("overview.js");
            assertThat(get(session, "/train/model/graph")).contains("BinaryDense");
            assertThat(get(session, "/assets/webjars/flot/0.8.3/jquery.flot.js"))
                    .contains("plot");
        }
    }

    @Test
    void endsWhenItIsClosed() throws Exception {
        TrainingUi.Session first = ui.open(1);
        first.close();

        assertThatIOException().isThrownBy(() -> get(first, "/train")).isInstanceOf(ConnectException.class);
        try (TrainingUi.Session second = ui.open(1)) {
            assertThat(get(second, "/train/overview")).contains("overview.js");
        }
    }

    @Test
    void saysWhatToDoAboutAPortThatIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            System.setProperty(PORT, String.valueOf(other.getLocalPort()));

            assertThatIOException()
                    .isThrownBy(() -> ui.open(1))
                    .withMessageContaining("in use")
                    .withMessageContaining("-Dorg.deeplearning4j.ui.port=PORT");
        }
    }

    /** The server takes reports in, half a second apart, in a thread of its own. */
    private static String await(TrainingUi.Session session, String path, String expected) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String body = get(session, path);
        while (!body.contains(expected)) {
            assertThat(System.nanoTime()).withFailMessage(body).isLessThan(end);
            Thread.sleep(100);
            body = get(session, path);
        }
        return body;
    }

    private static String get(TrainingUi.Session session, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(session.address() + path)).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .updater(new Sgd(.1))
                .list()
                .layer(new BinaryDenseLayer.Builder().nIn(4).nOut(3).build())
                .layer(new OutputLayer.Builder().nIn(3).nOut(2).build())
                .build());
        network.init();
        return network;
    }

    private static DataSet data() {
        return new DataSet(Nd4j.rand(DataType.FLOAT, 6, 4), Nd4j.rand(DataType.FLOAT, 6, 2));
    }
}
