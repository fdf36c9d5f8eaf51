package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.command.Terminal;

/** Shows a person how far a training is. */
public interface Progress extends AutoCloseable {

    /**
     * @param epoch counted from 1
     */
    void epochStarted(int epoch, int epochs, int batches);

    /**
     * @param done mini-batches done in this epoch
     * @param loss mean over them
     * @param secondsLeft estimate for the whole run
     */
    void batchDone(int done, double loss, double secondsLeft);

    void epochDone(EpochMetrics metrics, double secondsLeft);

    @Override
    void close();

    /** Returns a bar where a person watches, plain lines elsewhere. */
    static Progress forThisOutput() {
        return Terminal.isInteractive() ? new ProgressOnTerminal() : new ProgressInLines(System.out);
    }
}
