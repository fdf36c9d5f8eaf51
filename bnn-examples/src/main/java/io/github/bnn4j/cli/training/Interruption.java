package io.github.bnn4j.cli.training;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ctrl-C during a training: the loop leaves after its mini-batch, a checkpoint being written is finished, and a last
 * line says how to go on.
 */
public final class Interruption implements AutoCloseable {

    /** Longer than the slowest checkpoint takes; then the process ends all the same, and loses nothing. */
    private static final int PATIENCE_SECONDS = 60;

    private final Thread hook = new Thread(this::shutDown, "interruption");
    private final CountDownLatch left = new CountDownLatch(1);
    private final Runnable stop;
    private final Supplier<String> farewell;
    private volatile boolean requested;

    /**
     * @param farewell the last line, asked for when the loop has left
     */
    public Interruption(Supplier<String> farewell) {
        this(() -> {}, farewell);
    }

    /**
     * @param stop makes the loop leave
     * @param farewell the last line, asked for when the loop has left
     */
    public Interruption(Runnable stop, Supplier<String> farewell) {
        this.stop = stop;
        this.farewell = farewell;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean requested() {
        return requested;
    }

    private void shutDown() {
        requested = true;
        stop.run();
        try {
            left.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.println();
        System.out.println(farewell.get());
    }

    /** Says that the loop has left. */
    @Override
    public void close() {
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shutdownBeganMeanwhile) {
                // The hook runs already and waits for the latch.
            }
        }
        left.countDown();
    }
}
