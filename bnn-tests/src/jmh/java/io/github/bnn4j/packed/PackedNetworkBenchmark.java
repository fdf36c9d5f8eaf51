package io.github.bnn4j.packed;

import io.github.bnn4j.packed.xnor.XnorKernels;
import java.util.Random;
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

/** One prediction of a batch with 784-4096x3-10, one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class PackedNetworkBenchmark {

    @Param({"row-major", "int-2x8", "harley-seal"})
    public String kernel;

    @Param({"1", "64", "1000"})
    public int batch;

    private PackedNetwork network;
    private byte[] images;
    private int[] classes;

    @Setup
    public void setUp() {
        System.setProperty(XnorKernels.PROPERTY, kernel);
        network = RandomNetwork.create();
        images = new byte[batch * network.input().size()];
        new Random(1).nextBytes(images);
        classes = new int[batch];
    }

    @Benchmark
    public int[] predict() {
        network.predict(images, batch, classes);
        return classes;
    }
}
