package io.github.bnn4j.examples.timing;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.nativeblas.NativeOpsHolder;

/** With how many threads DL4J computes. */
public final class Dl4jThreads {

    private Dl4jThreads() {}

    /** For both of its pools: OpenBLAS's for matrix products, OpenMP's for the rest. */
    public static void use(int threads) {
        openblas.blas_set_num_threads(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }
}
