package io.github.bnn4j.cli.bench;

import java.util.stream.IntStream;

/** Threads that do nothing as fast as they can, as the load beside a measurement, until they are closed. */
final class BusyLoops implements AutoCloseable {

    private volatile boolean closed;

    BusyLoops(int count) {
        IntStream.range(0, count).forEach(i -> {
            Thread loop = new Thread(this::run, "busy-loop-" + i);
            loop.setDaemon(true);
            loop.start();
        });
    }

    private void run() {
        while (!closed) {
            // Not Thread.onSpinWait: a loop that is polite is no load.
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
