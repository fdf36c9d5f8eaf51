package io.github.bnn4j.cli.serve;

import io.github.bnn4j.cli.serve.network.ServedNetwork;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;

/** Runs the networks in the background, until the JVM has compiled what they run through: times are those of compiled code then. */
final class WarmUp {

    private static final int RUNS = 300;

    /** The page, which is asked for first, has so much time. */
    private static final long WAIT_MILLIS = 1500;

    private WarmUp() {}

    /** Begins, and returns at once. */
    static void begin(List<ServedNetwork> networks, TestImages images) {
        Thread thread = new Thread(() -> run(networks, images), "warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private static void run(List<ServedNetwork> networks, TestImages images) {
        try {
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            return;
        }
        images.get();
        for (ServedNetwork served : networks) {
            float[] example = new float[served.network().input().size()];
            for (int i = 0; i < example.length; i++) {
                // The byte 0, or -1: each kind of input takes its own.
                example[i] = served.network().input().type() == ValueType.SIGNS
                        ? -1
                        : (float) served.network().input().offset(i);
            }
            for (int run = 0; run < RUNS; run++) {
                served.network().scores(example);
            }
        }
    }
}
