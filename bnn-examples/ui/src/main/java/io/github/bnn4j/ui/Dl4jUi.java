package io.github.bnn4j.ui;

import io.github.bnn4j.cli.training.TrainingUi;
import java.io.IOException;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.exception.DL4JException;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.ui.api.UIServer;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.impl.DefaultStatsUpdateConfiguration;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;

/** DL4J's own training UI, with statistics in memory. DL4J has one server in a process: so there can be one of these. */
public final class Dl4jUi implements TrainingUi {

    private static final String SESSION = "training";
    private static final String WORKER = "local";

    @Override
    public Session open(int frequency) throws IOException {
        UIServer server = start();
        InMemoryStatsStorage storage = new InMemoryStatsStorage();
        server.attach(storage);
        StatsListener listener = new StatsListener(
                storage,
                null,
                new DefaultStatsUpdateConfiguration.Builder()
                        .reportingFrequency(frequency)
                        .build(),
                SESSION,
                WORKER);
        return new Running(server.getAddress(), listener);
    }

    private static UIServer start() throws IOException {
        try {
            return UIServer.getInstance();
        } catch (DL4JException e) {
            stop();
            throw new IOException(
                    "DL4J's training UI cannot start (%s): choose another port with -D%s=PORT before -jar"
                            .formatted(cause(e), DL4JSystemProperties.UI_SERVER_PORT_PROPERTY),
                    e);
        }
    }

    /** Returns the cause below what the server wraps it in. */
    private static String cause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    private static void stop() {
        try {
            UIServer.stopInstance();
        } catch (Exception e) {
            throw new IllegalStateException("DL4J's training UI does not stop", e);
        }
    }

    private record Running(String address, TrainingListener listener) implements Session {

        @Override
        public void close() {
            stop();
        }
    }
}
