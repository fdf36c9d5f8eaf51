package io.github.bnn4j.cli.timing;

import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Sets with how many threads DL4J and binary layers compute. */
public final class Dl4jThreads {

    private Dl4jThreads() {}

    /**
     * Runs the action with pools of this size: OpenBLAS's for matrix products, OpenMP's for the rest of DL4J, and one of Java's,
     * which binary layers take in place of the common one. Afterwards OpenBLAS's has the size that it had.
     *
     * @param threads at least 1
     */
    public static <T> T with(int threads, Supplier<T> action) {
        // The native code is there once ND4J is.
        Nd4j.getExecutioner();
        int blasBefore = blasThreads();
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            openblas_nolapack.blas_set_num_threads(threads);
            return pool.submit(() -> {
                        // OpenMP has a number for each thread that it is called from: this one is new.
                        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
                        return action.get();
                    })
                    .join();
        } finally {
            pool.shutdown();
            openblas_nolapack.blas_set_num_threads(blasBefore);
        }
    }

    /** Returns the threads of OpenBLAS. ND4J loads two copies; all products go to the first, which hides the symbols of the other. */
    static int blasThreads() {
        return openblas_nolapack.blas_get_num_threads();
    }
}
