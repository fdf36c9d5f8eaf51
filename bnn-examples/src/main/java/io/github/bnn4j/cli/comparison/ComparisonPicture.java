package io.github.bnn4j.cli.comparison;

import io.github.bnn4j.cli.plot.GroupedBars;
import io.github.bnn4j.cli.plot.LearningCurves;
import io.github.bnn4j.cli.plot.Panels;
import io.github.bnn4j.cli.timing.PredictionRates;
import io.github.bnn4j.cli.training.EpochMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A comparison as four panels: error by epoch, seconds of an epoch, prediction, bytes of weights. */
public final class ComparisonPicture {

    private static final String BINARY = "binarized";
    private static final String TWIN = "float twin";

    private final Comparison comparison;

    public ComparisonPicture(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Writes a PNG file of {@link Panels#WIDTH} x {@link Panels#HEIGHT} pixels, all or nothing.
     *
     * @param network such as 784-3x1024-10, for the title
     */
    public void write(String network, Path file) throws IOException {
        new Panels()
                .add(errors(network))
                .add(seconds())
                .add(predictions())
                .add(bytes())
                .write(file);
    }

    private LearningCurves errors(String network) {
        LearningCurves curves = LearningCurves.titled("Validation error by epoch, " + network);
        addErrors(curves, BINARY, comparison.binary());
        addErrors(curves, TWIN, comparison.floatTwin());
        return curves;
    }

    private static void addErrors(LearningCurves curves, String name, RunFigures run) {
        curves.addError(
                name,
                run.history().stream().mapToInt(EpochMetrics::epoch).toArray(),
                run.history().stream()
                        .mapToDouble(EpochMetrics::validationError)
                        .toArray());
    }

    private GroupedBars seconds() {
        return new GroupedBars(
                        "Training: binarized %s times as fast"
                                .formatted(Figure.times(comparison.training().ratio())),
                        "seconds an epoch",
                        false,
                        List.of("an epoch, in turn"))
                .add(BINARY, comparison.training().binary())
                .add(TWIN, comparison.training().floatTwin());
    }

    private GroupedBars predictions() {
        List<PredictionRates> predictions = comparison.predictions();
        return new GroupedBars(
                        "Prediction",
                        "images a second, log scale",
                        true,
                        predictions.stream()
                                .map(rates -> "batch %d: packed %s times as fast"
                                        .formatted(rates.batch(), Figure.times(rates.packed() / rates.floatTwin())))
                                .toList())
                .add("binarized, packed", rates(PredictionRates::packed))
                .add("float twin in DL4J", rates(PredictionRates::floatTwin))
                .add("binarized in DL4J", rates(PredictionRates::binary));
    }

    private double[] rates(ToDoubleFunction<PredictionRates> rate) {
        return comparison.predictions().stream().mapToDouble(rate).toArray();
    }

    private GroupedBars bytes() {
        return new GroupedBars(
                        "Bytes of weights: %s times less to ship".formatted(Figure.times(comparison.memoryRatio())),
                        "bytes, log scale",
                        true,
                        List.of("to ship", "in training"))
                .add(
                        BINARY,
                        comparison.binary().packedFileBytes(),
                        comparison.binary().parameterBytes())
                .add(
                        TWIN,
                        comparison.floatTwin().parameterBytes(),
                        comparison.floatTwin().parameterBytes());
    }
}
