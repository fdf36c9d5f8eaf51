package io.github.bnn4j.cli.comparison;

import io.github.bnn4j.cli.timing.PredictionRates;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A conclusion of the article about binarized networks, held against what was measured.
 *
 * @param claim the conclusion
 * @param holds whether the figures meet the criterion
 * @param measured the figures and the criterion
 */
public record Verdict(String claim, boolean holds, String measured) {

    /** Bits for floats promise a factor of 32; batch normalization takes some of it. */
    static final double FAR_LESS = 10;

    static final double MUCH_FASTER = 2;

    /** Percentage points of the test error. */
    static final double SOMEWHAT = 1;

    /** Returns the four, in the article's order. */
    public static List<Verdict> of(Comparison comparison) {
        return List.of(memory(comparison), training(comparison), prediction(comparison), accuracy(comparison));
    }

    @Override
    public String toString() {
        return claim + ": " + (holds ? "holds" : "does not hold") + ": " + measured;
    }

    private static Verdict memory(Comparison comparison) {
        double ratio = comparison.memoryRatio();
        return new Verdict(
                "far less memory",
                ratio >= FAR_LESS,
                "%s bytes packed against %s of float parameters, %s times less (criterion: at least %.0f)"
                        .formatted(
                                Figure.bytes(comparison.binary().packedFileBytes()),
                                Figure.bytes(comparison.floatTwin().parameterBytes()),
                                Figure.times(ratio),
                                FAR_LESS));
    }

    private static Verdict training(Comparison comparison) {
        double ratio = comparison.training().ratio();
        return new Verdict(
                "much faster training",
                ratio >= MUCH_FASTER,
                "%s s an epoch against %s, %s times as fast (criterion: at least %.0f)"
                        .formatted(
                                Figure.seconds(comparison.training().binary()),
                                Figure.seconds(comparison.training().floatTwin()),
                                Figure.times(ratio),
                                MUCH_FASTER));
    }

    /** Judges the packed network, which is what a binarized one is trained for. */
    private static Verdict prediction(Comparison comparison) {
        String ratios = comparison.predictions().stream()
                .map(rates -> "%s times as fast in batches of %d".formatted(Figure.times(ratio(rates)), rates.batch()))
                .collect(Collectors.joining(", "));
        return new Verdict(
                "much faster prediction",
                comparison.predictions().stream().allMatch(rates -> ratio(rates) >= MUCH_FASTER),
                "packed against the float twin in DL4J, %s (criterion: at least %.0f in each)"
                        .formatted(ratios, MUCH_FASTER));
    }

    private static double ratio(PredictionRates rates) {
        return rates.packed() / rates.floatTwin();
    }

    private static Verdict accuracy(Comparison comparison) {
        double binary = comparison.binary().testError();
        double twin = comparison.floatTwin().testError();
        double more = binary - twin;
        return new Verdict(
                "accuracy somewhat lower",
                more > 0 && more <= SOMEWHAT,
                "test error %s against %s, %s points, %s times the errors (criterion: higher, by at most %.0f point)"
                        .formatted(
                                Figure.percent(binary),
                                Figure.percent(twin),
                                Figure.difference(more),
                                Figure.times(binary / twin),
                                SOMEWHAT));
    }
}
