package io.github.bnn4j.packed.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Times kernels on the same small product, in turn, so that all see the same machine. The best time of each counts: what
 * else runs, and the compiler still at work, only make it slower.
 */
final class KernelRace {

    private static final int INPUTS = 1024;
    private static final int OUTPUTS = 4096;
    private static final int ROWS = 8;
    private static final int ROUNDS = 6;

    /** For each kernel and round: in the first rounds, the JVM is still compiling. */
    private static final long ROUND_NANOS = 60_000_000;

    private final List<XnorKernel> kernels;

    KernelRace(List<XnorKernel> kernels) {
        this.kernels = kernels;
    }

    XnorKernel winner() {
        SplittableRandom random = new SplittableRandom(1);
        int wordsPerRow = BitMatrix.wordsFor(INPUTS);
        BitMatrix weights = BitMatrix.of(
                OUTPUTS, INPUTS, random.longs((long) OUTPUTS * wordsPerRow).toArray());
        long[] activations = random.longs((long) ROWS * wordsPerRow).toArray();
        int[][] counts = new int[ROWS][OUTPUTS];
        XnorMatrix[] matrices =
                kernels.stream().map(kernel -> kernel.arrange(weights)).toArray(XnorMatrix[]::new);
        double[] best = new double[matrices.length];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < matrices.length; i++) {
                best[i] = Math.min(best[i], shortestRun(matrices[i], activations, counts));
            }
        }
        return report(best);
    }

    private static double shortestRun(XnorMatrix matrix, long[] activations, int[][] counts) {
        long began = System.nanoTime();
        long shortest = Long.MAX_VALUE;
        long before = began;
        while (before - began < ROUND_NANOS) {
            matrix.mismatches(activations, ROWS, counts);
            long now = System.nanoTime();
            shortest = Math.min(shortest, now - before);
            before = now;
        }
        return shortest;
    }

    private XnorKernel report(double[] nanos) {
        int winner = 0;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < nanos.length; i++) {
            if (nanos[i] < nanos[winner]) {
                winner = i;
            }
            text.append(i == 0 ? "" : ", ")
                    .append(kernels.get(i).name())
                    .append(' ')
                    .append(Math.round(2.0 * ROWS * INPUTS * OUTPUTS / nanos[i]));
        }
        Logger logger = System.getLogger(Kernels.class.getName());
        logger.log(
                Level.DEBUG,
                "XNOR kernel {0}, by measurement in Gop/s: {1}. Choose another with -D{2}=NAME",
                kernels.get(winner).name(),
                text,
                Kernels.PROPERTY);
        return kernels.get(winner);
    }
}
