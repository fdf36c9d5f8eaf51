package io.github.bnn4j.cli.comparison;

import io.github.bnn4j.cli.timing.PredictionRates;
import io.github.bnn4j.cli.timing.TrainingTimes;
import io.github.bnn4j.cli.training.EpochMetrics;
import java.util.ArrayList;
import java.util.List;

/** Comparisons of invented figures. */
final class Figures {

    private static final long FLOAT_BYTES = 1000;

    /** Of which every claim of the article holds. */
    static final Comparison ALL_HOLDS = comparison(100, 1, 500, 200, 2.5);

    private Figures() {}

    /** Against a float twin of 1000 bytes, 2 s an epoch, 100 images a second, and a test error of 1.5 %. */
    static Comparison comparison(
            long packedBytes, double seconds, double singleRate, double batchRate, double testError) {
        return new Comparison(
                run(testError, packedBytes, 9, 5, 4, 4),
                run(1.5, 1004, 6, 4, 3, 2),
                new TrainingTimes(seconds, 2),
                List.of(new PredictionRates(1, singleRate, 100, 50), new PredictionRates(1000, batchRate, 100, 50)));
    }

    static Comparison withErrors(double[] binary, double[] floatTwin) {
        return new Comparison(run(2, 100, binary), run(1, 1004, floatTwin), new TrainingTimes(1, 1), List.of());
    }

    private static RunFigures run(double testError, long packedBytes, double... errors) {
        List<EpochMetrics> history = new ArrayList<>();
        for (int i = 0; i < errors.length; i++) {
            history.add(new EpochMetrics(i + 1, .01, .5, errors[i], 3, 4));
        }
        return new RunFigures(history, testError, testError, FLOAT_BYTES, FLOAT_BYTES, packedBytes);
    }
}
