package io.github.bnn4j.cli.bench;

import java.util.EnumMap;
import java.util.Map;

/**
 * Looks at the stack of a thread every few milliseconds while it trains, and counts in which {@link TrainingStepPart} it is. This
 * needs no hooks in the networks, so stock layers are told apart as well; the figures are as exact as counts of some
 * thousand samples can be.
 */
final class StepProfile implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 3;

    private final Thread trained;
    private final Map<TrainingStepPart, Integer> counts;
    private final Thread sampler = new Thread(this::sample, "step-profile");
    private volatile boolean running = true;

    private StepProfile(Thread trained, Map<TrainingStepPart, Integer> counts) {
        this.trained = trained;
        this.counts = counts;
        sampler.setDaemon(true);
        sampler.start();
    }

    /** Counts into the map what the current thread does, until closed. */
    static StepProfile into(Map<TrainingStepPart, Integer> counts) {
        return new StepProfile(Thread.currentThread(), counts);
    }

    static Map<TrainingStepPart, Integer> newCounts() {
        return new EnumMap<>(TrainingStepPart.class);
    }

    private void sample() {
        try {
            while (running) {
                Thread.sleep(INTERVAL_MILLIS);
                counts.merge(TrainingStepPart.of(trained.getStackTrace()), 1, Integer::sum);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        running = false;
        boolean interrupted = false;
        while (sampler.isAlive()) {
            try {
                sampler.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
