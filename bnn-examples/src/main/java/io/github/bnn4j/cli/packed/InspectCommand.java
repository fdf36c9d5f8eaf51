package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryWeights;
import io.github.bnn4j.packed.layer.ChannelThresholds;
import io.github.bnn4j.packed.layer.FloatDense;
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

    public static void main(String[] args) {
        System.exit(CommandLines.of(new InspectCommand()).execute(args));
    }

    @Override
    public Integer call() throws UserError, IOException {
        PackedNetwork network = PackedFiles.load(file);
        System.out.printf(
                Locale.ROOT,
                "input   %s %s, real = %.6g * value + %.6g%n",
                network.input().shape(),
                network.input().type(),
                network.input().scale(),
                network.input().offset());
        System.out.println("labels  " + (network.labels().isEmpty() ? "none" : String.join(", ", network.labels())));
        System.out.println("kernel  " + kernel());
        System.out.println();
        System.out.printf(
                "%3s  %-25s %-28s %13s %8s  %s%n",
                "#", "layer", "in -> out", "binary weights", "+1, %", "after the weights");
        long bits = 0;
        long floats = 0;
        for (int i = 0; i < network.layers().size(); i++) {
            PackedLayer layer = network.layers().get(i);
            bits += layer instanceof BinaryWeights ? weights(layer) : 0;
            floats += layer instanceof FloatDense ? weights(layer) : 0;
            System.out.println(row(i, layer));
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

    private static String row(int index, PackedLayer layer) {
        boolean binary = layer instanceof BinaryWeights;
        return String.format(
                        Locale.ROOT,
                        "%3d  %-25s %-28s %,14d %8s  %s",
                        index,
                        layer.getClass().getSimpleName(),
                        sizes(layer),
                        binary ? weights(layer) : 0,
                        binary ? positiveShare(((BinaryWeights) layer).weights()) : "",
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
            return convolution.stage() instanceof ChannelThresholds thresholds
                    ? describe(
                            thresholds.limits(),
                            thresholds.channels(),
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
