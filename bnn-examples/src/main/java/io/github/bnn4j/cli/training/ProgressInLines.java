package io.github.bnn4j.cli.training;

import java.io.PrintStream;
import java.util.Locale;

/** Writes for logs: a line after each epoch, and one every half minute within a long one. */
final class ProgressInLines implements Progress {

    private static final long INTERVAL_NANOS = 30_000_000_000L;

    private final PrintStream out;
    private int epoch;
    private int epochs;
    private int batches;
    private long lastLine;

    ProgressInLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void epochStarted(int epoch, int epochs, int batches) {
        this.epoch = epoch;
        this.epochs = epochs;
        this.batches = batches;
        lastLine = System.nanoTime();
    }

    @Override
    public void batchDone(int done, double loss, double secondsLeft) {
        if (System.nanoTime() - lastLine < INTERVAL_NANOS) {
            return;
        }
        lastLine = System.nanoTime();
        out.printf(
                Locale.ROOT,
                "epoch %d/%d: %d %%, loss %.4f%s%n",
                epoch,
                epochs,
                100 * done / batches,
                loss,
                ProgressText.timeLeft(secondsLeft));
    }

    @Override
    public void epochDone(EpochMetrics metrics, double secondsLeft) {
        out.println(ProgressText.epoch(metrics, epochs, secondsLeft));
    }

    @Override
    public void close() {}
}
