package io.github.bnn4j.examples.cli;

import com.sun.jna.Function;

/**
 * Keeps the threads of OpenMP and of OpenBLAS, which ND4J computes with, from spinning while they wait for work. They are
 * two pools for the same cores: by default each spins long after its work is done, and so takes the other's time. Without
 * that, training on two cores is more than twice as fast, and more still where anything else runs: see the README.
 */
final class NativeThreads {

    private NativeThreads() {}

    /**
     * To be called before anything of ND4J is: the libraries read their environment when they are loaded.
     */
    static void waitWithoutSpinning() {
        // Spins of the loop, long enough to bridge the pause between two operations.
        setUnlessSet("GOMP_SPINCOUNT", "10000");
        // The exponent: 2^10 processor cycles.
        setUnlessSet("OPENBLAS_THREAD_TIMEOUT", "10");
    }

    /** Java cannot set its own process's environment, so the C library has to. What the user has set holds. */
    private static void setUnlessSet(String name, String value) {
        try {
            Function.getFunction("c", "setenv").invokeInt(new Object[] {name, value, 0});
        } catch (UnsatisfiedLinkError | NoClassDefFoundError noSuchFunctionHere) {
            // Windows, or a processor that JNA does not know: only slower.
        }
    }
}
