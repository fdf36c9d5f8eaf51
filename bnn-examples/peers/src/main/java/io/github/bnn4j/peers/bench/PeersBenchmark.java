package io.github.bnn4j.peers.bench;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.timing.RoundOptions;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench}: packed networks beside ONNX Runtime with networks of the same shapes. */
@Command(
        name = "bench",
        sortOptions = false,
        description = {
            "Times packed networks, in turn with ONNX Runtime on networks of the same shapes in float32 and in int8, and writes "
                    + "tables and a chart.",
            "",
            "Weights are random: how long a network takes does not depend on them. Batch normalization is folded, int8 is "
                    + "static quantization of unsigned by signed bytes, which takes images as bytes, and all optimizations are on.",
            ""
        })
public final class PeersBenchmark implements Callable<Integer> {

    @Option(
            names = "--networks",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "dense,convnet,bireal20,quicknet",
            description = "Of ${COMPLETION-CANDIDATES} (default: all).")
    private List<TimedNetwork> networks;

    @Option(
            names = "--batches",
            split = ",",
            paramLabel = "N",
            description = "Images at a time (default: 1, 64 and, for the dense network, 1000; for QuickNet 1).")
    private List<Integer> batches;

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,2",
            description = "Threads of each (default: ${DEFAULT-VALUE}).")
    private List<Integer> threads;

    @Mixin
    private RoundOptions timing;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "5",
            description = "Fresh processes of each, for start and memory; 0 for none (default: ${DEFAULT-VALUE}).")
    private int starts;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out/peers",
            description = "Where peers.md, peers.png and the networks go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Override
    public Integer call() throws IOException, UserError {
        timing.check();
        if (starts < 0 || outOfRange(threads) || batches != null && outOfRange(batches)) {
            throw new UsageError("--starts must be at least 0, --threads and --batches at least 1, got " + starts + ", "
                    + threads + " and " + batches);
        }
        Files.createDirectories(out);
        List<String> circumstances = circumstances();
        circumstances.forEach(System.out::println);
        PeersReport report = new PeersReport();
        try {
            PeersReport.head().forEach(System.out::println);
            for (TimedNetwork network : networks) {
                time(PeerFiles.write(network, out), batches == null ? network.batches() : batches, report);
            }
        } catch (OrtException e) {
            throw new UserError("ONNX Runtime says: " + e.getMessage(), e);
        }
        report.write(out, circumstances);
        System.out.println("Written: " + out.resolve("peers.md") + ", " + out.resolve("peers.png"));
        return 0;
    }

    private static boolean outOfRange(List<Integer> values) {
        return values.isEmpty() || values.stream().anyMatch(value -> value < 1);
    }

    private void time(PeerFiles files, List<Integer> sizes, PeersReport report)
            throws IOException, UserError, OrtException {
        for (int batch : sizes) {
            for (int count : threads) {
                PeerRates rates = PeerRates.measure(files, batch, count, timing.rounds(), timing.seconds());
                System.out.println(PeersReport.line(rates));
                report.add(rates);
            }
        }
        if (starts > 0) {
            report.add(files.title(), ProcessStart.measure(files, starts));
        }
    }

    private List<String> circumstances() throws IOException {
        InstructionSets sets = InstructionSets.ofThisMachine();
        XnorKernels.best();
        List<String> lines = new ArrayList<>();
        lines.add("- " + sets.processor() + ", Java " + System.getProperty("java.version") + ", ONNX Runtime "
                + OrtEnvironment.getEnvironment().getVersion()
                + String.format(
                        Locale.ROOT, ", medians of %d rounds of %s s in turn", timing.rounds(), timing.seconds()));
        lines.add("- packed: kernel " + XnorKernels.choice().kernel().name() + ", " + sets.packed() + "; float32: "
                + sets.float32() + "; int8: " + sets.int8());
        return lines;
    }
}
