package io.github.bnn4j.cli.timing;

import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.nativeblas.NativeOpsHolder;

/** With how many threads DL4J and binary layers compute. */
public final class Dl4jThreads {

    private Dl4jThreads() {}

    /**
     * Sets the size of both of DL4J's pools, OpenBLAS's for matrix products and OpenMP's for the rest, which stay so, and runs
     * the action in a pool of Java's of that size, which binary layers take in place of the common one.
     */
    public static <T> T with(int threads, Supplier<T> action) {
        openblas.blas_set_num_threads(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(action::get).join();
        } finally {
            pool.shutdown();
        }
    }
}
