package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.packed.PackingOptions.Packing;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.nd4j.linalg.api.ndarray.INDArray;
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

    @Parameters(paramLabel = "MODEL.zip", description = "The trained network; a checkpoint will do.")
    private Path model;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE.bnn",
            description = "The file to write.")
    private Path out;

    @Option(
            names = "--comment",
            paramLabel = "TEXT",
            description = "Anything else that the packed network should tell of itself.")
    private String comment;

    @Mixin
    private PackingOptions options;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new PackCommand()).execute(args));
    }

    @Override
    public Integer call() throws UserError {
        Packing packing = options.pack(model, System.out);
        try {
            PackedNetwork packed = packing.packed();
            Provenance.withComment(packed, comment).save(out);
            INDArray parameters = packing.model().params();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d bytes; %s has %,d bytes of parameters%n",
                    out,
                    Files.size(out),
                    model,
                    parameters.length() * parameters.dataType().width());
            return 0;
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        } catch (IOException e) {
            throw new UserError(e);
        }
    }
}
