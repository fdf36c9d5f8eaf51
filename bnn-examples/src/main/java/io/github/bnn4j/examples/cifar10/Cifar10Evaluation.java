package io.github.bnn4j.examples.cifar10;

import io.github.bnn4j.examples.cli.CommandLines;
import io.github.bnn4j.examples.cli.UserError;
import io.github.bnn4j.examples.data.ImageClassificationData;
import io.github.bnn4j.examples.data.LabelledImages;
import io.github.bnn4j.examples.evaluation.ClassErrors;
import io.github.bnn4j.examples.evaluation.Predictions;
import io.github.bnn4j.examples.packed.ModelFile;
import io.github.bnn4j.examples.packed.PackedFiles;
import io.github.bnn4j.packed.PackedNetwork;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cifar10 evaluate}: the test error of a trained network. */
@Command(
        name = "evaluate",
        sortOptions = false,
        description = "Tells the error of a trained network on the test images, class by class and in all.")
public final class Cifar10Evaluation implements Callable<Integer> {

    private static final String PACKED = ".bnn";

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "The model.zip or model.bnn that 'cifar10 train' wrote.")
    private Path model;

    @Mixin
    private Cifar10Data source;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new Cifar10Evaluation()).execute(args));
    }

    @Override
    public Integer call() throws UserError {
        Network network = model.toString().endsWith(PACKED) ? packed() : dl4j();
        ImageClassificationData data = source.read();
        Predictions predictions;
        try {
            predictions = network.predict(data.test());
        } catch (RuntimeException e) {
            throw new UserError(
                    model + " is not for these images, which are " + data.test().shape() + ": " + e.getMessage(), e);
        }
        new ClassErrors(data, predictions).lines().forEach(System.out::println);
        System.out.printf(Locale.ROOT, "test error: %.2f %%%n", predictions.errorPercent());
        return 0;
    }

    private Network packed() throws UserError {
        PackedNetwork network = PackedFiles.load(model);
        return images -> Predictions.of(network, images);
    }

    private Network dl4j() throws UserError {
        if (!(ModelFile.read(model) instanceof MultiLayerNetwork network)) {
            throw new UserError(
                    model + " is a graph: only a MultiLayerNetwork, as 'cifar10 train' writes it, can be evaluated");
        }
        return images -> Predictions.of(network, images);
    }

    @FunctionalInterface
    private interface Network {
        Predictions predict(LabelledImages images);
    }
}
