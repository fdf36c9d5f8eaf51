package io.github.bnn4j.examples.cli;

import com.sun.jna.Function;

/**
 * Keeps OpenMP's threads, which ND4J's native library computes with, from spinning for long while they wait for work. With
 * any other load on the machine, the default makes training up to ten times slower.
 */
final class OpenMpWaiting {

    /** Long enough to bridge the pause between two operations on a quiet machine. */
    private static final String SPINS = "10000";

    private OpenMpWaiting() {}

    /**
     * To be called before anything of ND4J is. OpenMP reads its environment when it is loaded, and Java cannot set its own
     * process's environment, so the C library has to. What the user has set holds.
     */
    static void shorten() {
        if (System.getenv("OMP_WAIT_POLICY") != null || System.getenv("GOMP_SPINCOUNT") != null) {
            return;
        }
        try {
            Function.getFunction("c", "setenv").invokeInt(new Object[] {"GOMP_SPINCOUNT", SPINS, 0});
        } catch (UnsatisfiedLinkError | NoClassDefFoundError noSuchFunctionHere) {
            // Windows, or a processor that JNA does not know: only slower under load.
        }
    }
}
