package io.github.bnn4j.cli.bench;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.xnor.XnorKernelChoice;
import io.github.bnn4j.packed.xnor.XnorKernels;
import io.github.bnn4j.packed.xnor.XnorMatrix;
import java.util.SplittableRandom;

/**
 * Measures what one caller loses to the measurement: calls of one kernel, warmed up, one after the other, as many a second
 * before it, during it and after it. Run by {@link KernelStarts}.
 */
final class CallLoss {

    private static final String KERNEL = "harley-seal";
    private static final int SIZE = 4096;
    private static final double WARM_UP_SECONDS = 6;
    private static final double SECONDS = 4;
    private static final double LONGEST_SECONDS = 180;

    /** Calls between two of a matrix that adapts: these are what tells the measurement that there are calls. */
    private static final int STRIDE = 8;

    private final long[] activations;
    private final int[][] counts = new int[1][SIZE];
    private final XnorMatrix matrix;
    private long longestNanos;

    private CallLoss() {
        SplittableRandom random = new SplittableRandom(1);
        long words = BitMatrix.wordsFor(SIZE);
        this.activations = random.longs(words).toArray();
        this.matrix = XnorKernels.byName(KERNEL)
                .arrange(BitMatrix.of(SIZE, SIZE, random.longs(SIZE * words).toArray()));
    }

    public static void main(String[] args) {
        new CallLoss().run();
    }

    private void run() {
        XnorMatrix small = XnorKernels.byName(KERNEL).arrange(small());
        callsPerSecond(small, WARM_UP_SECONDS, false);
        longestNanos = 0;
        double before = callsPerSecond(small, SECONDS, false);
        System.out.println("longestBefore=" + longestNanos / 1e6);
        longestNanos = 0;
        XnorMatrix adaptive = XnorKernels.arrange(small());
        double during = callsPerSecond(adaptive, LONGEST_SECONDS, true);
        System.out.println("longestDuring=" + longestNanos / 1e6);
        System.out.println("seconds=" + XnorKernels.choice().seconds());
        System.out.println("cpuSeconds=" + XnorKernels.choice().cpuSeconds());
        double after = callsPerSecond(small, SECONDS, false);
        System.out.println("before=" + before);
        System.out.println("during=" + during);
        System.out.println("after=" + after);
    }

    private static BitMatrix small() {
        return BitMatrix.of(64, 64, new long[64]);
    }

    private double callsPerSecond(XnorMatrix small, double seconds, boolean untilSettled) {
        int[][] few = new int[1][64];
        long began = System.nanoTime();
        long calls = 0;
        double spent = 0;
        while (spent < seconds && !(untilSettled && XnorKernels.choice().basis() != XnorKernelChoice.Basis.MEASURING)) {
            long before = System.nanoTime();
            matrix.mismatches(activations, 1, counts);
            if (calls++ % STRIDE == 0) {
                small.mismatches(activations, 1, few);
            }
            long now = System.nanoTime();
            longestNanos = Math.max(longestNanos, now - before);
            spent = (now - began) / 1e9;
        }
        return calls / spent;
    }
}
