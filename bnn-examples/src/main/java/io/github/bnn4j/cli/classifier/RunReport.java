package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.PixelShape;
import io.github.bnn4j.cli.evaluation.Predictions;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.cli.packed.Provenance;
import io.github.bnn4j.cli.plot.FlipRatioCurves;
import io.github.bnn4j.cli.plot.KernelMosaic;
import io.github.bnn4j.cli.plot.LearningCurves;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.EpochMetrics;
import io.github.bnn4j.cli.training.FlipRatioColumns;
import io.github.bnn4j.cli.training.RunDirectory;
import io.github.bnn4j.cli.training.TrainingState;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.layer.BinaryLayer;
import io.github.bnn4j.listener.FlipRatio;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes what a finished training leaves: pictures, a table, and the test error of the model that validation chose. */
final class RunReport {

    private static final int TILES_PER_ROW = 10;
    private static final int MAX_TILES = 100;

    private final Hyperparameters hyper;
    private final ImageClassificationData data;
    private final RunDirectory directory;
    private final TrainingState state;

    RunReport(Hyperparameters hyper, ImageClassificationData data, RunDirectory directory, TrainingState state) {
        this.hyper = hyper;
        this.data = data;
        this.directory = directory;
        this.state = state;
    }

    void write(PrintStream out) throws IOException {
        Dl4jNetwork model = Dl4jNetwork.of(
                Checkpoint.reader(hyper.binarization().ownClasses()).restoreModel(directory.model(), false));
        drawLearningCurves();
        drawFlipRatios();
        drawKernels(model);
        out.println();
        out.println(model.summary(inputType()));
        EpochMetrics best = state.best();
        out.printf(
                Locale.ROOT,
                "model      %s, of epoch %d%s%n",
                directory.model(),
                best.epoch(),
                Double.isNaN(best.validationError())
                        ? ""
                        : String.format(Locale.ROOT, ", validation error %.2f %%", best.validationError()));
        Predictions predictions = Predictions.of(model, data.test());
        out.println(pack(model, predictions));
        out.printf(
                Locale.ROOT,
                "training   %.1f s an epoch, %.1f min in all%n",
                EpochMetrics.medianTrainingSeconds(state.history()),
                EpochMetrics.totalSeconds(state.history()) / 60);
        out.printf(Locale.ROOT, "test error: %.2f %%%n", predictions.errorPercent());
    }

    private InputType inputType() {
        return ClassifierNetwork.inputType(hyper.architecture(), data.train().shape());
    }

    /**
     * Packs the model, and says what came of it.
     *
     * @param predictions of the model, which those of the packed one are held against
     */
    private String pack(Dl4jNetwork model, Predictions predictions) throws IOException {
        // One of a run before would be taken for this run's.
        Files.deleteIfExists(directory.packed());
        PackedNetwork packed;
        try {
            packed = Provenance.ofTraining(
                    model.packed(ImageIterator.encoding(data.train()), data.classNames()),
                    state.data(),
                    state.hyperparameters());
        } catch (NotPackableException e) {
            return "not packed " + e.getMessage();
        }
        packed.save(directory.packed());
        return String.format(
                Locale.ROOT,
                "packed     %s, %,d bytes, predicts %,d of %,d test images as the model does",
                directory.packed(),
                Files.size(directory.packed()),
                predictions.agreements(Predictions.of(PackedNetwork.load(directory.packed()), data.test())),
                data.test().size());
    }

    private void drawLearningCurves() throws IOException {
        List<EpochMetrics> history = state.history();
        int[] epochs = history.stream().mapToInt(EpochMetrics::epoch).toArray();
        LearningCurves curves = LearningCurves.titled(title())
                .addLoss(
                        run(),
                        epochs,
                        history.stream().mapToDouble(EpochMetrics::loss).toArray());
        if (hyper.validation().validationImages() > 0) {
            curves.addError(
                    run(),
                    epochs,
                    history.stream().mapToDouble(EpochMetrics::validationError).toArray());
        }
        curves.write(directory.learningCurves());
    }

    /** Draws those of binary layers: a float twin has none. */
    private void drawFlipRatios() throws IOException {
        if (state.flipRatios().isEmpty()) {
            Files.deleteIfExists(directory.flipRatioCurves());
            return;
        }
        FlipRatioCurves curves = FlipRatioCurves.titled(title());
        FlipRatioColumns.of(state.flipRatios())
                .forEach((layer, ratios) -> curves.add(
                        layer,
                        ratios.stream().mapToInt(ratio -> ratio.epoch() + 1).toArray(),
                        ratios.stream().mapToDouble(FlipRatio::ratio).toArray()));
        curves.write(directory.flipRatioCurves());
    }

    private String run() {
        return hyper.architecture().floatTwin() ? "float twin" : "binarized";
    }

    private String title() {
        return hyper.architecture().title(data.train().shape(), data.train().classes());
    }

    /** Draws those of the first layer, as inference has them, binarized or not: as large as images if it is a dense one. */
    private void drawKernels(Dl4jNetwork model) throws IOException {
        Layer first = model.layers().get(0);
        INDArray kernel = first.getParam(DefaultParamInitializer.WEIGHT_KEY).dup();
        if (first.conf().getLayer() instanceof BinaryLayer binary) {
            binary.getKernelQuantizer().quantize(kernel, kernel, false);
        }
        PixelShape shape = data.train().shape();
        INDArray rows = kernel.transpose();
        if (kernel.rank() > 2) {
            shape = new PixelShape(shape.channels(), (int) kernel.size(2), (int) kernel.size(3));
            rows = kernel.dup('c').reshape(kernel.size(0), shape.pixels());
        }
        new KernelMosaic(
                        shape.channels(),
                        shape.rows(),
                        shape.columns(),
                        TILES_PER_ROW,
                        MAX_TILES,
                        kernel.amaxNumber().floatValue())
                .write(title() + ", " + run(), rows.toFloatMatrix(), directory.kernels());
    }
}
