package io.github.bnn4j.cli.bench;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.timing.Rate;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.xnor.TransposedWeights;
import io.github.bnn4j.packed.xnor.XnorKernel;
import io.github.bnn4j.packed.xnor.XnorKernels;
import io.github.bnn4j.packed.xnor.XnorMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench kernels}: the packed products by themselves, in turn, beside a C program that shows the limit. With {@code
 * --starts}: the choice among them in fresh JVMs.
 */
@Command(
        name = "kernels",
        sortOptions = false,
        description =
                "Times the XNOR kernels on a 4096 x 4096 matrix, one thread, beside the limit in C, if gcc is there; or, with "
                        + "--starts, the choice among them in fresh JVMs.")
public final class KernelBenchmark implements Callable<Integer> {

    private static final int SIZE = 4096;
    private static final int[] BATCHES = {1, 64, 1000};
    private static final double ROUND_SECONDS = 0.2;
    private static final int WARM_UPS = 3;

    @Option(
            names = "--rounds",
            defaultValue = "9",
            description = "Timed rounds of each kernel, after three that are not timed (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description =
                    "Instead: starts N JVMs one after the other, and tells which kernel each chose, after how long, "
                            + "and which of them chose one within a tenth of the best of a long measurement.")
    private Integer starts;

    @Option(
            names = "--busy-loops",
            defaultValue = "0",
            paramLabel = "K",
            description = "With --starts: threads beside these JVMs that only take time (default: ${DEFAULT-VALUE}).")
    private int busyLoops;

    @Option(names = "--calls", description = "With --starts: each JVM predicts all the time while it measures.")
    private boolean calls;

    @Option(
            names = "--loss-runs",
            defaultValue = "3",
            paramLabel = "N",
            description = "With --starts: JVMs that measure what a caller loses while kernels are measured "
                    + "(default: ${DEFAULT-VALUE}).")
    private int lossRuns;

    @Option(
            names = "--reference-seconds",
            defaultValue = "6",
            description = "With --starts: CPU time of the long measurement, after as long that does not count "
                    + "(default: ${DEFAULT-VALUE}).")
    private double referenceSeconds;

    @Option(
            names = "--jvm-arg",
            paramLabel = "ARG",
            description = "With --starts: an argument for these JVMs, such as -XX:UseAVX=2; may be repeated.")
    private List<String> jvmArguments = List.of();

    public static void main(String[] args) {
        System.exit(CommandLines.of(new KernelBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException, UserError {
        checkOptions();
        if (starts != null) {
            new KernelStarts(starts, busyLoops, calls, lossRuns, referenceSeconds, jvmArguments).run();
            return 0;
        }
        CLimit limit = CLimit.measure();
        System.out.printf(
                "Java %s, K = N = %d, medians of %d rounds, one thread; %s%n",
                System.getProperty("java.version"), SIZE, rounds, limit.method());
        XnorKernels.best();
        System.out.println("chosen here: " + XnorKernels.choice());
        System.out.printf("%n%-6s %-12s %9s %15s %12s%n", "batch", "kernel", "Gop/s", "over row-major", "of C, %");
        SplittableRandom random = new SplittableRandom(1);
        int words = BitMatrix.wordsFor(SIZE);
        BitMatrix weights =
                BitMatrix.of(SIZE, SIZE, random.longs((long) SIZE * words).toArray());
        List<XnorMatrix> matrices = new ArrayList<>();
        for (XnorKernel kernel : XnorKernels.candidates()) {
            matrices.add(kernel.arrange(weights));
        }
        for (int batch : BATCHES) {
            long[] activations = random.longs((long) batch * words).toArray();
            print(
                    batch,
                    measure(matrices, activations, batch),
                    limit.gopsByBatch().get(batch));
        }
        return 0;
    }

    private void checkOptions() throws UsageError {
        requireAtLeast(1, "--rounds", rounds);
        requireAtLeast(1, "--starts", starts == null ? 1 : starts);
        requireAtLeast(0, "--busy-loops", busyLoops);
        requireAtLeast(0, "--loss-runs", lossRuns);
        if (!(referenceSeconds > 0 && referenceSeconds <= 600)) {
            throw new UsageError("--reference-seconds must be more than 0 and at most 600, got " + referenceSeconds);
        }
    }

    private static void requireAtLeast(int least, String option, int value) throws UsageError {
        if (value < least) {
            throw new UsageError(option + " must be at least " + least + ", got " + value);
        }
    }

    private double[] measure(List<XnorMatrix> matrices, long[] activations, int batch) {
        int[][] counts = new int[batch][TransposedWeights.lengthFor(SIZE)];
        List<Runnable> contenders = matrices.stream()
                .map(matrix -> (Runnable) () -> matrix.mismatches(activations, batch, counts))
                .toList();
        return Arrays.stream(Rate.medians(contenders, WARM_UPS, rounds, ROUND_SECONDS))
                .map(products -> 2.0 * batch * SIZE * SIZE * products / 1e9)
                .toArray();
    }

    /** The first candidate is the naive loop. */
    private static void print(int batch, double[] gops, Double limit) {
        for (int i = 0; i < gops.length; i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%-6d %-12s %9.0f %15.2f %12s%n",
                    batch,
                    XnorKernels.candidates().get(i).name(),
                    gops[i],
                    gops[i] / gops[0],
                    limit == null ? "-" : String.format(Locale.ROOT, "%.0f", 100 * gops[i] / limit));
        }
    }
}
