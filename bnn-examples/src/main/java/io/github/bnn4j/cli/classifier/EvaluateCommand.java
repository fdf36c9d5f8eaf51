package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.DataOptions;
import io.github.bnn4j.cli.data.Dataset;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.PixelShape;
import io.github.bnn4j.cli.evaluation.ClassErrors;
import io.github.bnn4j.cli.evaluation.ClassOrder;
import io.github.bnn4j.cli.evaluation.Classes;
import io.github.bnn4j.cli.evaluation.Predictions;
import io.github.bnn4j.cli.model.AllowedClasses;
import io.github.bnn4j.cli.model.ModelFile;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.cli.packed.PackedFiles;
import io.github.bnn4j.cli.packed.PackedImages;
import io.github.bnn4j.packed.PackedNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate}: the test error of a trained network. */
@Command(
        name = "evaluate",
        sortOptions = false,
        description = "Tells the error of a trained network on the test images, class by class and overall.")
public final class EvaluateCommand implements Callable<Integer> {

    private static final String PACKED = ".bnn";

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "The model.zip or model.bnn that 'train' wrote.")
    private Path model;

    @Mixin
    private AllowedClasses allowedClasses;

    @Mixin
    private DataOptions dataOptions;

    private final Dataset ofCommand;

    /**
     * @param ofCommand whose test images are taken without {@code --data}
     */
    public EvaluateCommand(Dataset ofCommand) {
        this.ofCommand = ofCommand;
    }

    @Override
    public Integer call() throws UserError {
        Network network = model.toString().endsWith(PACKED) ? packed() : dl4j();
        ImageClassificationData data = dataOptions.read(ofCommand);
        String name = dataOptions.inWords(ofCommand);
        network.size().require(name, data.test().shape());
        ClassOrder order = ClassOrder.of(
                network.classes(),
                new Classes(name, data.classNames(), data.test().classes()));
        Predictions predictions = network.predictor().apply(data.test()).in(order);
        new ClassErrors(data, predictions).lines().forEach(System.out::println);
        System.out.printf(Locale.ROOT, "test error: %.2f %%%n", predictions.errorPercent());
        return 0;
    }

    private Network packed() throws UserError {
        PackedNetwork network = PackedFiles.load(model);
        return new Network(
                (images, shape) -> PackedImages.requireSize(model, network, images, shape),
                PackedImages.classes(model, network),
                images -> Predictions.of(network, images));
    }

    private Network dl4j() throws UserError {
        Dl4jNetwork network = Dl4jNetwork.of(ModelFile.read(model, allowedClasses.reader()));
        return new Network(
                (images, shape) -> requireValues(network.inputs(), images, shape),
                new Classes(model.toString(), List.of(), outputs(network)),
                images -> Predictions.of(network, images));
    }

    /** Refuses images of another size. DL4J's network knows only the product of the size of its images. */
    private void requireValues(int values, String images, PixelShape shape) throws UserError {
        if (values != shape.pixels()) {
            throw new UserError(("%s was trained on other data: it takes images of %d values, but those of %s "
                            + "are %s (%d values)")
                    .formatted(model, values, images, shape, shape.pixels()));
        }
    }

    /** Returns the outputs of the last layer that says so. */
    private static int outputs(Dl4jNetwork network) {
        int outputs = 0;
        for (Layer layer : network.layers()) {
            if (layer.conf().getLayer() instanceof FeedForwardLayer configuration && configuration.getNOut() > 0) {
                outputs = Math.toIntExact(configuration.getNOut());
            }
        }
        return outputs;
    }

    /** Refuses images of a size that a network does not take. */
    @FunctionalInterface
    private interface Size {
        void require(String images, PixelShape shape) throws UserError;
    }

    /** A network of either kind. */
    private record Network(Size size, Classes classes, Function<LabelledImages, Predictions> predictor) {}
}
