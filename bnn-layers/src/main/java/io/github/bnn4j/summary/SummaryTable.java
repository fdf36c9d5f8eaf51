package io.github.bnn4j.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A {@link BinarySummary} as text. */
final class SummaryTable {

    private static final List<String> HEADER = List.of(
            "layer",
            "type",
            "output",
            "input bits",
            "quantized",
            "bits",
            "32-bit",
            "bytes",
            "binary MACs",
            "float MACs");
    private static final int TEXT_COLUMNS = 3;

    private SummaryTable() {}

    static String format(BinarySummary summary) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        summary.layers().forEach(layer -> rows.add(row(layer)));
        rows.add(List.of(
                "total",
                "",
                "",
                "",
                count(summary.kernelParams()),
                "",
                count(summary.floatParams()),
                count(summary.bytes()),
                count(summary.binaryMacs()),
                count(summary.floatMacs())));
        int[] widths = widths(rows);
        String rule = "-".repeat(Arrays.stream(widths).sum() + 2 * (widths.length - 1)) + "\n";

        StringBuilder table = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            if (i == 1 || i == rows.size() - 1) {
                table.append(rule);
            }
            table.append(line(rows.get(i), widths)).append('\n');
        }
        return table.append(rule).append(footer(summary)).toString();
    }

    private static List<String> row(LayerSummary layer) {
        return List.of(
                layer.name(),
                layer.type(),
                layer.outputShape(),
                String.valueOf(layer.inputBits()),
                count(layer.kernelParams()),
                layer.kernelBits() == 0 ? "-" : String.valueOf(layer.kernelBits()),
                count(layer.floatParams()),
                count(layer.bytes()),
                count(layer.binaryMacs()),
                count(layer.floatMacs()));
    }

    private static String count(long number) {
        return number == 0 ? "-" : String.format(Locale.ROOT, "%,d", number);
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String align = i < TEXT_COLUMNS ? "-" : "";
            line.append(i == 0 ? "" : "  ").append(String.format("%" + align + widths[i] + "s", row.get(i)));
        }
        return line.toString().stripTrailing();
    }

    private static String footer(BinarySummary summary) {
        long macs = summary.binaryMacs() + summary.floatMacs();
        return String.format(
                Locale.ROOT,
                """
                parameters           %,d
                size                 %,d bytes
                float32 equivalent   %,d bytes
                compression          %.1f times
                binary operations    %.1f %% of %,d multiply-accumulates
                """,
                summary.params(),
                summary.bytes(),
                summary.floatEquivalentBytes(),
                summary.compressionRatio(),
                macs == 0 ? 0 : 100.0 * summary.binaryMacs() / macs,
                macs);
    }
}
