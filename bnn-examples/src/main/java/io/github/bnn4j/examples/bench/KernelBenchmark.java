package io.github.bnn4j.examples.bench;

import io.github.bnn4j.examples.cli.CommandLines;
import io.github.bnn4j.examples.cli.UsageError;
import io.github.bnn4j.examples.timing.Rate;
import io.github.bnn4j.packed.kernel.BitMatrix;
import io.github.bnn4j.packed.kernel.Kernels;
import io.github.bnn4j.packed.kernel.XnorKernel;
import io.github.bnn4j.packed.kernel.XnorMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench kernels}: the packed products by themselves, in turn, beside a C program that shows the limit. */
@Command(
        name = "kernels",
        sortOptions = false,
        description =
                "Times the XNOR kernels on a 4096 x 4096 matrix, one thread, beside the limit in C, if gcc is there.")
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

    public static void main(String[] args) {
        System.exit(CommandLines.of(new KernelBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws UsageError {
        if (rounds < 1) {
            throw new UsageError("--rounds must be at least 1, got " + rounds);
        }
        CLimit limit = CLimit.measure();
        System.out.printf(
                "Java %s, K = N = %d, medians of %d rounds, one thread; %s%n",
                System.getProperty("java.version"), SIZE, rounds, limit.method());
        System.out.println("chosen at first use here: " + Kernels.best().name());
        System.out.printf("%n%-6s %-12s %9s %15s %12s%n", "batch", "kernel", "Gop/s", "over row-major", "of C, %");
        SplittableRandom random = new SplittableRandom(1);
        int words = BitMatrix.wordsFor(SIZE);
        BitMatrix weights =
                BitMatrix.of(SIZE, SIZE, random.longs((long) SIZE * words).toArray());
        List<XnorMatrix> matrices = new ArrayList<>();
        for (XnorKernel kernel : Kernels.candidates()) {
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

    private double[] measure(List<XnorMatrix> matrices, long[] activations, int batch) {
        int[][] counts = new int[batch][SIZE];
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
                    Kernels.candidates().get(i).name(),
                    gops[i],
                    gops[i] / gops[0],
                    limit == null ? "-" : String.format(Locale.ROOT, "%.0f", 100 * gops[i] / limit));
        }
    }
}
