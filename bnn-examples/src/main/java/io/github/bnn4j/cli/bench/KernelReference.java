package io.github.bnn4j.cli.bench;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.xnor.TransposedWeights;
import io.github.bnn4j.packed.xnor.XnorKernel;
import io.github.bnn4j.packed.xnor.XnorKernels;
import io.github.bnn4j.packed.xnor.XnorMatrix;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A long measurement of all kernels, in turn, by CPU time, on a product of 16 rows with a 4096 x 4096 matrix: first as long
 * as the compiler may need, then as long again, of which the best turn of each counts. Run by {@link KernelStarts}.
 */
final class KernelReference {

    private static final int SIZE = 4096;
    private static final int ROWS = 16;
    private static final long TURN_NANOS = 20_000_000;
    private static final int ROUNDS_AT_LEAST = 5;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private KernelReference() {}

    /**
     * @param args CPU seconds of each half
     */
    public static void main(String[] args) {
        double seconds = Double.parseDouble(args[0]);
        SplittableRandom random = new SplittableRandom(1);
        long words = BitMatrix.wordsFor(SIZE);
        BitMatrix weights = BitMatrix.of(SIZE, SIZE, random.longs(SIZE * words).toArray());
        long[] activations = random.longs(ROWS * words).toArray();
        List<XnorKernel> kernels = XnorKernels.candidates();
        List<XnorMatrix> matrices =
                kernels.stream().map(kernel -> kernel.arrange(weights)).toList();
        best(matrices, activations, seconds);
        double[] best = best(matrices, activations, seconds);
        for (int i = 0; i < best.length; i++) {
            System.out.println(kernels.get(i).name() + "=" + best[i]);
        }
    }

    /** Returns the best rates in Gop/s. */
    private static double[] best(List<XnorMatrix> matrices, long[] activations, double seconds) {
        double[] best = new double[matrices.size()];
        int[][] counts = new int[ROWS][TransposedWeights.lengthFor(SIZE)];
        long began = THREADS.getCurrentThreadCpuTime();
        for (int round = 0;
                round < ROUNDS_AT_LEAST || THREADS.getCurrentThreadCpuTime() - began < seconds * 1e9;
                round++) {
            for (int i = 0; i < best.length; i++) {
                long before = THREADS.getCurrentThreadCpuTime();
                long nanos;
                int products = 0;
                do {
                    matrices.get(i).mismatches(activations, ROWS, counts);
                    products++;
                    nanos = THREADS.getCurrentThreadCpuTime() - before;
                } while (nanos < TURN_NANOS);
                best[i] = Math.max(best[i], 2.0 * ROWS * SIZE * SIZE * products / nanos);
            }
        }
        return best;
    }
}
