package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.FileFailure;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.OnnxImport;
import io.github.bnn4j.onnx.file.OnnxFile;
import io.github.bnn4j.onnx.model.OnnxModel;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import}: from other people's ONNX file to a packed one. */
@Command(
        name = "import",
        sortOptions = false,
        description = "Packs a binarized network of an ONNX file into a .bnn file: of QONNX, FINN, or plain operators.")
public final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE.onnx", description = "The trained network.")
    private Path file;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE.bnn",
            description = "The file to write.")
    private Path out;

    @Option(
            names = "--range",
            split = ",",
            arity = "1",
            paramLabel = "MIN,MAX",
            description =
                    "Examples are given as bytes, and the file's network takes these numbers for 0 and 255 (default: "
                            + "whole numbers of a byte if the file says so of its input, else floats).")
    private List<Double> range;

    @Option(
            names = "--shape",
            paramLabel = "CxHxW",
            description =
                    "Channels, height and width of an image, if the file's network takes a plain vector (default: grey and "
                            + "square, if that is possible).")
    private String shape;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "A file with the names of the classes, in order, one in a line.")
    private Path labels;

    @Option(
            names = "--sign-of-zero",
            paramLabel = "SIGN",
            description = "The sign of 0, +1 or -1, for a file that leaves it 0.")
    private Integer signOfZero;

    @Option(
            names = "--comment",
            paramLabel = "TEXT",
            description = "Anything else that the packed network should tell of itself.")
    private String comment;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new ImportCommand()).execute(args));
    }

    @Override
    public Integer call() throws UserError {
        if (signOfZero != null && Math.abs(signOfZero) != 1) {
            throw new UsageError("--sign-of-zero must be +1 or -1, got " + signOfZero);
        }
        InputRange asked = range == null ? null : new InputRange(ValueType.BYTES, range);
        int[] given = ImageShape.given(shape);
        List<String> names = labels == null ? List.of() : LabelsFile.read(labels);
        OnnxModel model = model();
        try {
            OnnxImport network = OnnxImport.of(model);
            network = signOfZero == null ? network : network.signOfZero(signOfZero);
            int[] sizes = given == null ? ImportedInput.sizes(network.image()) : given;
            ImportedInput input = asked == null ? ImportedInput.of(model, sizes) : ImportedInput.of(asked, sizes);
            PackedNetwork packed = Provenance.ofImport(network.toPacked(input.encoding(), names), file);
            Provenance.withComment(packed, comment).save(out);
            System.out.println("input   " + input.text());
            System.out.printf(Locale.ROOT, "%s: %,d bytes; %s has %,d%n", out, Files.size(out), file, Files.size(file));
            return 0;
        } catch (IllegalArgumentException e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UserError(e);
        }
    }

    private OnnxModel model() throws UserError {
        try {
            return OnnxFile.read(file);
        } catch (OnnxException e) {
            throw new UserError(e.getMessage(), e);
        } catch (IOException e) {
            throw FileFailure.ofReading(file, e);
        }
    }
}
