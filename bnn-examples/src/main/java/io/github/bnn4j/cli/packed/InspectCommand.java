package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryWeights;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.xnor.XnorKernelChoice;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inspect}: what is in a packed file, and whether it looks sound. */
@Command(
        name = "inspect",
        description = "Shows the layers of a packed network: bits, bytes, thresholds, and what is odd.")
public final class InspectCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE.bnn", description = "The packed network.")
    private Path file;

    @Option(
            names = "--measure",
            description = "Waits a few seconds, until it is measured which kernel is the fastest here.")
    private boolean measure;

    @Option(
            names = "--dot",
            description = "Prints the layers as a graph in the language of Graphviz, and nothing else.")
    private boolean dot;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new InspectCommand()).execute(args));
    }

    @Override
    public Integer call() throws UserError, IOException {
        PackedNetwork network = PackedFiles.load(file);
        if (dot) {
            System.out.print(DotGraph.of(network.content()));
            return 0;
        }
        printKnown(network.content());
        System.out.println("kernel  " + kernel());
        System.out.println();
        LayerTable.lines(network.content()).forEach(System.out::println);
        long bits = 0;
        long floats = 0;
        for (PackedLayer layer : network.layers()) {
            long weights = Operations.of(layer).weights();
            bits += layer instanceof BinaryWeights ? weights : 0;
            floats += layer instanceof BinaryWeights ? 0 : weights;
        }
        long size = Files.size(file);
        System.out.println();
        System.out.printf(
                Locale.ROOT,
                "an example needs at most %,d bytes at a time%n",
                network.content().mostBytes());
        System.out.printf(
                Locale.ROOT,
                "%,d binary weights in %,d bytes, %,d weights of 4 bytes; the file has %,d bytes, %.1f times less than "
                        + "all weights as floats%n",
                bits,
                (bits + 7) / 8,
                floats,
                size,
                4.0 * (bits + floats) / size);
        return 0;
    }

    private static void printKnown(PackedContent content) {
        InputScale scaling = content.input().scaling();
        System.out.printf(
                Locale.ROOT,
                "input   %s %s, real = %s%n",
                content.input().shape(),
                content.input().type(),
                scaling.count() == 1
                        ? String.format(Locale.ROOT, "%.6g * value + %.6g", scaling.scale(0), scaling.offset(0))
                        : scaling.count() + " scales * value + as many offsets");
        System.out.println(
                "labels  " + (content.labels().isEmpty() ? "none" : printable(String.join(", ", content.labels()))));
        content.threshold()
                .ifPresent(score -> System.out.println("class   1 from a score of " + (float) score + " on, else 0"));
        content.metadata().forEach((key, value) -> System.out.printf("%-7s %s%n", printable(key), printable(value)));
    }

    /** Returns a text in one line, and nothing that a terminal takes for a command. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private String kernel() {
        if (measure) {
            XnorKernels.best();
        }
        XnorKernelChoice choice = XnorKernels.choice();
        return choice.basis() == XnorKernelChoice.Basis.MEASURING
                ? choice + "; --measure waits for the result"
                : choice.toString();
    }
}
