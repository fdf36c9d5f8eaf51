package io.github.bnn4j.cli.training;

import java.io.IOException;
import org.deeplearning4j.optimize.api.TrainingListener;

/** Shows trainings in a browser. An optional dependency: {@link java.util.ServiceLoader} finds it, or does not. */
public interface TrainingUi {

    /**
     * Begins to answer browsers.
     *
     * @param frequency statistics are collected at every so many mini-batches, at least 1
     * @throws IOException if it cannot, as at a port that is taken; the message says so
     */
    Session open(int frequency) throws IOException;

    /** Answers browsers until it is closed. */
    interface Session extends AutoCloseable {

        /** Returns what to open in a browser. */
        String address();

        /** Returns what tells it of a training. */
        TrainingListener listener();

        @Override
        void close();
    }
}
