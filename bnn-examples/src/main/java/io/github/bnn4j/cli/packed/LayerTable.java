package io.github.bnn4j.cli.packed;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryWeights;
import io.github.bnn4j.packed.layer.OnImages;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Thresholds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The layers of a packed network, one in each line, in columns as wide as what is in them. */
final class LayerTable {

    private static final List<String> TITLES =
            List.of("#", "layer", "in -> out", "binary weights", "+1, %", "after the weights");

    /** Numbers, whose ends stand below one another. */
    private static final List<Boolean> RIGHT = List.of(true, false, false, true, true, false);

    private LayerTable() {}

    /** Returns the lines; in a network that is no chain, each tells the layers whose values it takes. */
    static List<String> lines(PackedContent content) {
        List<List<String>> rows = new ArrayList<>(List.of(TITLES));
        for (int i = 0; i < content.layers().size(); i++) {
            rows.add(row(i, content.layers().get(i), content.wiring().isChain() ? "" : taken(content, i)));
        }
        int[] widths = IntStream.range(0, TITLES.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> {
                    String spaces = " ".repeat(widths[i] - row.get(i).length());
                    return RIGHT.get(i) ? spaces + row.get(i) : row.get(i) + spaces;
                })
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    /** Returns the layers whose values a layer takes, such as {@code from 3, 7}. */
    private static String taken(PackedContent content, int index) {
        return "from "
                + content.wiring().sources().get(index).stream()
                        .map(value -> value == 0 ? "the input" : String.valueOf(value - 1))
                        .collect(Collectors.joining(", "));
    }

    /** Returns a text such as {@code 784 B -> 4096 S}, or with the sizes of images. */
    private static String sizes(PackedLayer layer) {
        boolean images = layer instanceof OnImages;
        Object in = images ? ((OnImages) layer).inputImage() : layer.inputs();
        Object out = images ? ((OnImages) layer).outputImage() : layer.outputs();
        return in + " " + layer.inputType().name().charAt(0) + " -> " + out + " "
                + layer.outputType().name().charAt(0);
    }

    private static List<String> row(int index, PackedLayer layer, String taken) {
        String after = after(layer);
        return List.of(
                String.valueOf(index),
                layer.getClass().getSimpleName(),
                sizes(layer),
                String.format(
                        Locale.ROOT,
                        "%,d",
                        layer instanceof BinaryWeights binary ? binary.weights().size() : 0),
                layer instanceof BinaryWeights binary ? positiveShare(binary.weights()) : "",
                taken + (taken.isEmpty() || after.isEmpty() ? "" : "; ") + after);
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

    /** Returns whether the limits of an output are all this one. */
    private static boolean isConstant(int[] limits, int output, int outputs, int limit) {
        for (int i = output; i < limits.length; i += outputs) {
            if (limits[i] != limit) {
                return false;
            }
        }
        return true;
    }
}
