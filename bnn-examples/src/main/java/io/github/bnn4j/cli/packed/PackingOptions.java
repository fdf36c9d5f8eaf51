package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.model.AllowedClasses;
import io.github.bnn4j.cli.model.ModelFile;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.model.ModelReader;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** These options say how a model of DL4J's file is packed: what it takes, and what its classes are called. */
final class PackingOptions {

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

    @Option(names = "--labels", split = ",", paramLabel = "NAME", description = "Names of the classes, in order.")
    private List<String> labels = List.of();

    @Mixin
    private AllowedClasses allowedClasses;

    /** Returns the names of these options. */
    static List<String> names() {
        return List.of("--input", "--range", "--shape", "--labels", "--allow-class");
    }

    /**
     * @throws UsageError if one of them is out of range, whatever model they are for
     */
    void check() throws UsageError {
        new InputRange(type, range);
        ImageShape.given(shape);
    }

    /**
     * A model and what became of it.
     *
     * @param model as it was read
     * @param packed with what is known of it
     */
    record Packing(Dl4jNetwork model, PackedNetwork packed) {}

    /**
     * Reads and packs a model.
     *
     * @param out where it is said that what was asked for is not what the model has
     * @throws UserError if it cannot be read or packed
     */
    Packing pack(Path model, PrintStream out) throws UserError {
        InputRange inputRange = new InputRange(type, range);
        int[] givenShape = ImageShape.given(shape);
        ModelReader reader = allowedClasses.reader();
        Dl4jNetwork network = Dl4jNetwork.of(ModelFile.read(model, reader));
        try {
            int[] sizes = givenShape == null ? guessedShape(network) : givenShape;
            PackedNetwork packed = inputRange.input(model, reader, out, sizes).pack(network, labels);
            return new Packing(network, Provenance.of(packed, model));
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
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
}
