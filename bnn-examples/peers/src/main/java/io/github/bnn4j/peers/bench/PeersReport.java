package io.github.bnn4j.peers.bench;

import io.github.bnn4j.cli.plot.GroupedBars;
import io.github.bnn4j.cli.plot.Panels;
import io.github.bnn4j.packed.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Writes what was measured as tables in Markdown, and as bars. */
final class PeersReport {

    private static final double MEGABYTE = 1e6;
    private static final List<String> NAMES = List.of("packed", "ONNX Runtime float32", "ONNX Runtime int8");

    private final List<PeerRates> rates = new ArrayList<>();
    private final List<String> startLines = new ArrayList<>();

    void add(PeerRates row) {
        rates.add(row);
    }

    /**
     * @param starts of the packed network, float32 and int8
     */
    void add(String network, List<ProcessStart> starts) {
        for (int i = 0; i < starts.size(); i++) {
            ProcessStart start = starts.get(i);
            startLines.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %,d | %.1f | %.2f | %s |",
                    i == 0 ? network : "",
                    NAMES.get(i),
                    start.modelBytes(),
                    start.shippedBytes() / MEGABYTE,
                    start.milliseconds() / 1000,
                    start.memoryBytes() == 0
                            ? "-"
                            : String.format(Locale.ROOT, "%.0f", start.memoryBytes() / MEGABYTE)));
        }
    }

    /** Returns a row of rates. */
    static String line(PeerRates row) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %,.0f | %,.0f | %,.0f | %.1f | %.2f |",
                row.network(),
                row.batch(),
                row.threads(),
                row.packed(),
                row.float32(),
                row.int8(),
                row.overFloat32(),
                row.overInt8());
    }

    /** Returns the head of the rows of rates. */
    static List<String> head() {
        return List.of(
                "| network | batch | threads | packed | ONNX Runtime float32 | int8 | packed / float32 | packed / int8 |",
                "|---|---|---|---|---|---|---|---|");
    }

    /** Writes {@code peers.md} and {@code peers.png}, each all or nothing. */
    void write(Path directory, List<String> circumstances) throws IOException {
        List<String> text = new ArrayList<>(List.of("# Beside ONNX Runtime", ""));
        text.addAll(circumstances);
        text.addAll(List.of("", "Images a second:", ""));
        text.addAll(head());
        rates.forEach(row -> text.add(line(row)));
        if (!startLines.isEmpty()) {
            text.addAll(List.of(
                    "",
                    "One image in a fresh process:",
                    "",
                    "| network | | model, bytes | to ship, MB | first prediction, s | resident memory, MB |",
                    "|---|---|---|---|---|---|"));
            text.addAll(startLines);
        }
        AtomicFile.write(directory.resolve("peers.md"), temporary -> Files.write(temporary, text));
        Panels panels = new Panels();
        rates.stream().map(PeerRates::network).distinct().forEach(network -> panels.add(bars(network)));
        panels.write(directory.resolve("peers.png"));
    }

    private GroupedBars bars(String network) {
        List<PeerRates> rows =
                rates.stream().filter(row -> row.network().equals(network)).toList();
        GroupedBars bars = new GroupedBars(
                network + " (batch / threads)",
                "images a second, log scale",
                true,
                rows.stream().map(row -> row.batch() + " / " + row.threads()).toList());
        List<ToDoubleFunction<PeerRates>> values = List.of(PeerRates::packed, PeerRates::float32, PeerRates::int8);
        for (int i = 0; i < values.size(); i++) {
            bars.add(NAMES.get(i), rows.stream().mapToDouble(values.get(i)).toArray());
        }
        return bars;
    }
}
