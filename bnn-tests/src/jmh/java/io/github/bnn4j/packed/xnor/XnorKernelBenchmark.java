package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One product of a batch with a 4096 x 4096 matrix: 2 x 4096 x 4096 x batch operations. The naive loop is {@code
 * row-major}: a kernel that is not several times as fast where the processor has vector population counts has lost its
 * vectorization.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class XnorKernelBenchmark {

    private static final int SIZE = 4096;

    @Param({"row-major", "int-2x8", "harley-seal"})
    public String kernel;

    @Param({"1", "64", "1000"})
    public int batch;

    private XnorMatrix matrix;
    private long[] activations;
    private int[][] counts;

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(1);
        long words = BitMatrix.wordsFor(SIZE);
        matrix = XnorKernels.byName(kernel)
                .arrange(BitMatrix.of(SIZE, SIZE, random.longs(SIZE * words).toArray()));
        activations = random.longs(batch * words).toArray();
        counts = new int[batch][TransposedWeights.lengthFor(SIZE)];
    }

    @Benchmark
    public int[][] mismatches() {
        matrix.mismatches(activations, batch, counts);
        return counts;
    }
}
