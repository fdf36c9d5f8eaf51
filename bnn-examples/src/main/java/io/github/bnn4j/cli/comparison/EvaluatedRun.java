package io.github.bnn4j.cli.comparison;

import io.github.bnn4j.cli.command.FileFailure;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.evaluation.Predictions;
import io.github.bnn4j.cli.packed.PackedFiles;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.EpochMetrics;
import io.github.bnn4j.cli.training.RunDirectory;
import io.github.bnn4j.model.InvalidModelException;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The networks of a finished run, and their figures.
 *
 * @param model in DL4J
 * @param packed the same, packed
 * @param figures what a comparison needs of them
 */
record EvaluatedRun(MultiLayerNetwork model, PackedNetwork packed, RunFigures figures) {

    /** Two machines may round to different sides of a tie: so many percentage points, or two images, are no difference. */
    private static final double TIES = 0.1;

    /**
     * Tests both networks, and that run and data belong together: the model has the validation error that the metrics say,
     * on these data, and the packed network the test error of the model.
     *
     * @throws UserError if they do not, saying which files
     */
    static EvaluatedRun of(FinishedRun run, ImageClassificationData data) throws UserError, IOException {
        RunDirectory files = run.directory();
        MultiLayerNetwork model = read(files.model(), run.hyper().binarization().ownClasses());
        PackedNetwork packed = PackedFiles.load(files.packed());
        LabelledImages test = data.test();
        requireSizes(files, model, packed, test);
        requireSameData(run, model, data.train());
        double testError = Predictions.of(model, test).errorPercent();
        double packedTestError = Predictions.of(packed, test).errorPercent();
        if (differ(testError, packedTestError, test.size())) {
            throw new UserError(String.format(
                    Locale.ROOT,
                    "%s is not the packed form of %s: their test errors are %.2f and %.2f %%; pack the model again",
                    files.packed(),
                    files.model(),
                    packedTestError,
                    testError));
        }
        return new EvaluatedRun(
                model,
                packed,
                new RunFigures(
                        run.history(),
                        testError,
                        packedTestError,
                        Float.BYTES * model.numParams(),
                        Files.size(files.model()),
                        Files.size(files.packed())));
    }

    private static MultiLayerNetwork read(Path model, Collection<String> allowed) throws UserError {
        try {
            return Checkpoint.reader(allowed).restoreMultiLayerNetwork(model, false);
        } catch (InvalidModelException e) {
            throw new UserError(e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new UserError(model + " is not a readable model of DL4J: " + FileFailure.reason(e), e);
        }
    }

    private static void requireSizes(
            RunDirectory files, MultiLayerNetwork model, PackedNetwork packed, LabelledImages images) throws UserError {
        int pixels = images.shape().pixels();
        long inputs = model.layerInputSize(0);
        if (inputs != pixels || packed.input().size() != pixels || packed.outputs() != images.classes()) {
            throw new UserError(("%s was trained on other data: it takes %d pixels and has %d classes, but "
                            + "--data has %d pixels and %d classes")
                    .formatted(files.path(), inputs, packed.outputs(), pixels, images.classes()));
        }
    }

    private static void requireSameData(FinishedRun run, MultiLayerNetwork model, LabelledImages train)
            throws UserError {
        int count = run.hyper().validation().validationImages();
        if (count == 0) {
            throw new UserError(run.directory().path()
                    + " has no validation errors to compare: train with --validation-images of at least 1");
        }
        double claimed = EpochMetrics.best(run.history()).validationError();
        if (count < train.size()) {
            double error = Predictions.of(model, train.range(train.size() - count, train.size()))
                    .errorPercent();
            if (!differ(error, claimed, count)) {
                return;
            }
            throw new UserError(String.format(
                    Locale.ROOT,
                    "%s was trained on other data, or its files belong to different runs: model.zip has a "
                            + "validation error of %.2f %% on --data, but metrics.csv says %.2f %%",
                    run.directory().path(),
                    error,
                    claimed));
        }
        throw new UserError(("%s was trained on other data: it was validated on %d images, but --data has %d to "
                        + "train and validate on")
                .formatted(run.directory().path(), count, train.size()));
    }

    private static boolean differ(double percent, double other, int images) {
        // A little more than two images, as metrics.csv is rounded.
        return !(Math.abs(percent - other) <= Math.max(TIES, 100 * 2.01 / images));
    }
}
