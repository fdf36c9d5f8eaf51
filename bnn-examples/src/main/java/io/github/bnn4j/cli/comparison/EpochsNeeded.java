package io.github.bnn4j.cli.comparison;

import io.github.bnn4j.cli.training.EpochMetrics;
import java.util.OptionalInt;

/**
 * Tells whether the binarized network needs more epochs: how many each took to one validation error, the lowest of the
 * float twin in the first half of its epochs. A later goal would be set by chance: errors hardly fall at the end.
 *
 * @param goal the validation error, percent
 * @param floatTwin epoch in which the float twin had it first
 * @param binary epoch in which the binarized network had it, or less, first; empty if it never had
 * @param binaryEpochs epochs of the binarized network in all
 */
public record EpochsNeeded(double goal, int floatTwin, OptionalInt binary, int binaryEpochs) {

    public static EpochsNeeded of(Comparison comparison) {
        RunFigures twin = comparison.floatTwin();
        EpochMetrics goal = EpochMetrics.best(twin.history().subList(0, Math.max(1, twin.epochs() / 2)));
        return new EpochsNeeded(
                goal.validationError(),
                goal.epoch(),
                comparison.binary().firstEpochWith(goal.validationError()),
                comparison.binary().epochs());
    }

    public boolean more() {
        return binary.isEmpty() || binary.getAsInt() > floatTwin;
    }

    @Override
    public String toString() {
        String reached = binary.isEmpty()
                ? "the binarized network did not in its " + binaryEpochs
                : "the binarized network after " + binary.getAsInt() + ", "
                        + Figure.times((double) binary.getAsInt() / floatTwin) + " times as many";
        return "more epochs needed: %s: the float twin came to a validation error of %s after %d epochs, %s"
                .formatted(more() ? "yes" : "no", Figure.percent(goal), floatTwin, reached);
    }
}
