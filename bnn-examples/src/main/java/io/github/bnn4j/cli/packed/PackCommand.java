package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.model.AllowedClasses;
import io.github.bnn4j.cli.model.ModelFile;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.model.ModelReader;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pack}: from DL4J's file to a packed one. */
@Command(
        name = "pack",
        sortOptions = false,
        description = "Packs a trained network, a file of DL4J's ModelSerializer, into a .bnn file for the runtime.")
public final class PackCommand implements Callable<Integer> {

    private static final String COMMENT = "comment";

    @Parameters(paramLabel = "MODEL.zip", description = "The trained network; a checkpoint will do.")
    private Path model;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE.bnn",
            description = "The file to write.")
    private Path out;

    @Option(
            names = "--input",
            defaultValue = "BYTES",
            description =
                    "What examples are given as: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Bytes and floats are "
                            + "those before the normalizer that the model was saved with.")
    private ValueType type;

    @Option(
            names = "--range",
            split = ",",
            arity = "1",
            paramLabel = "MIN,MAX",
            description =
                    "What the bytes 0 and 255 were scaled to in training (default: as the normalizer has it that the "
                            + "model was saved with, or -1,1).")
    private List<Double> range;

    @Option(
            names = "--shape",
            paramLabel = "CxHxW",
            description = "Channels, height and width of an image (default: grey and square, if that is possible).")
    private String shape;

    @Option(names = "--comment", paramLabel = "TEXT", description = "What else is to be known of the network.")
    private String comment;

    @Option(names = "--labels", split = ",", paramLabel = "NAME", description = "Names of the classes, in order.")
    private List<String> labels = List.of();

    @Mixin
    private AllowedClasses allowedClasses;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new PackCommand()).execute(args));
    }

    @Override
    public Integer call() throws UserError {
        InputRange inputRange = new InputRange(type, range);
        int[] givenShape = givenShape();
        ModelReader reader = allowedClasses.reader();
        Dl4jNetwork network = Dl4jNetwork.of(ModelFile.read(model, reader));
        try {
            int[] sizes = givenShape == null ? guessedShape(network) : givenShape;
            PackedNetwork packed = packed(inputRange, sizes, network, reader);
            packed.save(out);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d bytes; %s has %,d bytes of parameters%n",
                    out,
                    Files.size(out),
                    model,
                    network.params().length() * network.params().dataType().width());
            return 0;
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        } catch (IOException e) {
            throw new UserError(e);
        }
    }

    private PackedNetwork packed(InputRange inputRange, int[] sizes, Dl4jNetwork network, ModelReader reader)
            throws UserError {
        PackedNetwork packed =
                inputRange.input(model, reader, System.out, sizes).pack(network, labels);
        PackedNetwork known = Provenance.of(packed, model);
        return comment == null ? known : known.withMetadata(COMMENT, comment);
    }

    /**
     * @throws NotPackableException if the network takes images of any size
     */
    private static int[] guessedShape(Dl4jNetwork network) {
        try {
            return ImageShape.guess(network.inputs());
        } catch (NotPackableException e) {
            throw new NotPackableException(e.getMessage() + " (--shape CxHxW)");
        }
    }

    /** Null if there is none. */
    private int[] givenShape() throws UsageError {
        try {
            return shape == null ? null : ImageShape.parse(shape);
        } catch (IllegalArgumentException e) {
            throw new UsageError(e);
        }
    }
}
