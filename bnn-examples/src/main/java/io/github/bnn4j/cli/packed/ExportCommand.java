package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.FileFailure;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.onnx.OnnxExport;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export}: from a packed network or DL4J's file to an ONNX file. */
@Command(
        name = "export",
        sortOptions = false,
        description = {
            "Writes a network as an ONNX file, which ONNX Runtime runs as it is, and which follows QONNX.",
            "",
            "The file takes the bytes of images as numbers from 0 to 255, whatever they were scaled to in training. All options but "
                    + "--out are for a MODEL.zip; a FILE.bnn has settled them.",
            ""
        })
public final class ExportCommand implements Callable<Integer> {

    /** A zip begins with it, and a .bnn file does not. */
    private static final byte[] ZIP = "PK".getBytes(StandardCharsets.US_ASCII);

    @Parameters(
            paramLabel = "FILE.bnn|MODEL.zip",
            description = "A packed network, or a trained one, a file of DL4J's ModelSerializer.")
    private Path file;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE.onnx",
            description = "The file to write.")
    private Path out;

    @Mixin
    private PackingOptions options;

    @Spec
    private CommandSpec command;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new ExportCommand()).execute(args));
    }

    @Override
    public Integer call() throws UserError {
        options.check();
        PackedNetwork network = network();
        try {
            OnnxExport.write(network, out);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d bytes; takes (N, %s) %s%n",
                    out,
                    Files.size(out),
                    shape(network),
                    network.input().type() == ValueType.BYTES ? "bytes, as numbers from 0 to 255" : "numbers");
            return 0;
        } catch (IllegalArgumentException e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UserError(e);
        }
    }

    private static String shape(PackedNetwork network) {
        boolean vector = network.input().channels() == 1 && network.input().height() == 1;
        return vector
                ? String.valueOf(network.input().size())
                : network.input().shape().replace("x", ", ");
    }

    private PackedNetwork network() throws UserError {
        if (isModel()) {
            return options.pack(file, System.out).packed();
        }
        for (String option : PackingOptions.names()) {
            if (command.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new UsageError(option + " is for a MODEL.zip: " + file + " is packed already");
            }
        }
        return PackedFiles.load(file);
    }

    private boolean isModel() throws UserError {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        } catch (IOException e) {
            throw FileFailure.ofReading(file, e);
        }
    }
}
