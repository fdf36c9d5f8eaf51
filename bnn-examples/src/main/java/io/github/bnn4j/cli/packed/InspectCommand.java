package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryWeights;
import io.github.bnn4j.packed.layer.DepthwiseConvolution;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.OnImages;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.xnor.XnorKernelChoice;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
            description = "Waits, some seconds, until it has been measured which kernel is the fastest here.")
    private boolean measure;

    @Option(names = "--dot", description = "Prints the layers as a graph in the language of Graphviz, and nothing else.")
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
        System.out.printf(
                "%3s  %-25s %-28s %13s %8s  %s%n",
                "#", "layer", "in -> out", "binary weights", "+1, %", "after the weights");
        boolean chain = network.content().wiring().isChain();
        long bits = 0;
        long floats = 0;
        for (int i = 0; i < network.layers().size(); i++) {
            PackedLayer layer = network.layers().get(i);
            bits += layer instanceof BinaryWeights ? weights(layer) : 0;
            floats += floatWeights(layer);
            System.out.println(row(i, layer, chain ? "" : taken(network.content(), i)));
        }
        long size = Files.size(file);
        System.out.println();
        System.out.printf(
                Locale.ROOT,
                "%,d binary weights in %,d bytes, %,d weights of 4 bytes; the file has %,d bytes, %.1f times less than "
                        + "all weights as floats%n",
                bits,
                (bits + 7) / 8,
                floats,
                size,
                4.0 * (bits + floats) / size);
        System.out.printf(
                Locale.ROOT,
                "an example needs %,d bytes at the same time, at most%n",
                network.content().mostBytes());
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
        content.metadata()
                .forEach((key, value) -> System.out.printf("%-7s %s%n", printable(key), printable(value)));
    }

    /** In one line, and nothing that a terminal takes for a command. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** The layers whose values a layer takes, such as {@code from 3, 7}. */
    private static String taken(PackedContent content, int index) {
        return "from "
                + content.wiring().sources().get(index).stream()
                        .map(value -> value == 0 ? "the input" : String.valueOf(value - 1))
                        .collect(Collectors.joining(", "));
    }

    private static long floatWeights(PackedLayer layer) {
        if (layer instanceof FloatDense dense) {
            return dense.weights().length;
        } else if (layer instanceof FloatConvolution convolution) {
            return convolution.weights().length;
        } else if (layer instanceof DepthwiseConvolution convolution) {
            return convolution.weights().length;
        }
        return 0;
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

    private static long weights(PackedLayer layer) {
        return layer instanceof BinaryWeights binary
                ? binary.weights().size()
                : (long) layer.inputs() * layer.outputs();
    }

    /** Such as {@code 784 B -> 4096 S}, or with the sizes of images. */
    private static String sizes(PackedLayer layer) {
        boolean images = layer instanceof OnImages;
        Object in = images ? ((OnImages) layer).inputImage() : layer.inputs();
        Object out = images ? ((OnImages) layer).outputImage() : layer.outputs();
        return in + " " + layer.inputType().name().charAt(0) + " -> " + out + " "
                + layer.outputType().name().charAt(0);
    }

    private static String row(int index, PackedLayer layer, String taken) {
        boolean binary = layer instanceof BinaryWeights;
        return String.format(
                        Locale.ROOT,
                        "%3d  %-25s %-28s %,14d %8s  %s%s",
                        index,
                        layer.getClass().getSimpleName(),
                        sizes(layer),
                        binary ? weights(layer) : 0,
                        binary ? positiveShare(((BinaryWeights) layer).weights()) : "",
                        taken.isEmpty() || after(layer).isEmpty() ? taken : taken + "; ",
                        after(layer))
                .stripTrailing();
    }

    private static String positiveShare(BitMatrix weights) {
        long positive = 0;
        for (int row = 0; row < weights.rows(); row++) {
            positive += (weights.rowSum(row) + weights.columns()) / 2;
        }
        return String.format(Locale.ROOT, "%.1f", 100.0 * positive / weights.size());
    }

    private static String after(PackedLayer layer) {
        if (layer instanceof BinaryDense dense) {
            return dense.stage() instanceof Thresholds thresholds
                    ? describe(
                            thresholds.limits(),
                            dense.outputs(),
                            thresholds.flips(),
                            dense.sums().greatestMismatches())
                    : "scale and offset";
        } else if (layer instanceof BinaryConvolution convolution) {
            return convolution.stage() instanceof Thresholds thresholds
                    ? describe(
                            thresholds.limits(),
                            thresholds.outputs(),
                            thresholds.flips(),
                            convolution.sums().greatestMismatches())
                    : "scale and offset";
        }
        return "";
    }

    /**
     * @param all limits, of some classes one after the other
     */
    private static String describe(int[] all, int outputs, long[] flips, int greatest) {
        int[] limits = all.clone();
        Arrays.sort(limits);
        long constant = IntStream.range(0, outputs)
                .filter(n -> isConstant(all, n, outputs, -1) || isConstant(all, n, outputs, greatest))
                .count();
        long flipped = Arrays.stream(flips).map(Long::bitCount).sum();
        return String.format(
                Locale.ROOT,
                "limits %d to %d, median %d, of %d%s%s",
                limits[0],
                limits[limits.length - 1],
                limits[limits.length / 2],
                greatest,
                flipped == 0 ? "" : ", " + flipped + " flipped",
                constant == 0 ? "" : "; " + constant + " outputs NEVER CHANGE");
    }

    /** Whether the limits of an output are all this one. */
    private static boolean isConstant(int[] limits, int output, int outputs, int limit) {
        for (int i = output; i < limits.length; i += outputs) {
            if (limits[i] != limit) {
                return false;
            }
        }
        return true;
    }
}
