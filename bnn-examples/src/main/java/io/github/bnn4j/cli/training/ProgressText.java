package io.github.bnn4j.cli.training;

import java.util.Locale;

/** The words that both kinds of progress use. */
final class ProgressText {

    private ProgressText() {}

    static String timeLeft(double seconds) {
        return ", " + duration(seconds) + " left";
    }

    static String duration(double seconds) {
        long s = Math.round(seconds);
        return s < 3600
                ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }

    static String epoch(EpochMetrics metrics, int epochs, double secondsLeft) {
        String validation = Double.isNaN(metrics.validationError())
                ? ""
                : String.format(Locale.ROOT, ", validation error %.2f %%", metrics.validationError());
        return String.format(
                Locale.ROOT,
                "epoch %d/%d: loss %.4f%s, %.1f s%s",
                metrics.epoch(),
                epochs,
                metrics.loss(),
                validation,
                metrics.totalSeconds(),
                timeLeft(secondsLeft));
    }
}
