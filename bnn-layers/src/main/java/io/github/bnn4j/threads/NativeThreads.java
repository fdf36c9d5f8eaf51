package io.github.bnn4j.threads;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import lombok.extern.slf4j.Slf4j;

/**
 * Keeps the threads that ND4J computes with from spinning while they wait for work.
 *
 * <p>ND4J's CPU backend has two pools of native threads for the same cores: OpenMP's, for its own operations, and OpenBLAS's,
 * for products of matrices. By default each spins long after its work is done, and so takes the other's time. Without that,
 * training on two cores, of stock networks too, is two to five times as fast, and more where anything else runs.
 *
 * <pre>
 * public static void main(String[] args) {
 *     NativeThreads.waitWithoutSpinning(); // before anything of ND4J
 *     ...
 * </pre>
 *
 * <p>The libraries read two environment variables when they are loaded, {@code GOMP_SPINCOUNT} and
 * {@code OPENBLAS_THREAD_TIMEOUT}. They can be set before Java starts, or by this call, which asks the C library, by JNA, since
 * Java cannot set the environment of its own process. JNA comes with DL4J, in version 4.3.0.
 *
 * <table>
 *   <caption>Where the call works</caption>
 *   <tr><th>platform of ND4J</th><th>by</th><th>tested</th></tr>
 *   <tr><td>linux-x86_64</td><td>{@code setenv} of the C library</td><td>yes</td></tr>
 *   <tr><td>linux-arm64, linux-ppc64le</td><td>{@code setenv} of the C library</td><td>no</td></tr>
 *   <tr><td>macosx-x86_64</td><td>{@code setenv} of the C library</td><td>no</td></tr>
 *   <tr><td>macosx-arm64</td><td>does not, as JNA 4.3.0 is not made for it; {@code setenv} with JNA 5.7 or newer</td><td>no</td></tr>
 *   <tr><td>windows-x86_64</td><td>{@code _putenv_s} of the C runtime that ND4J is linked with, msvcrt</td><td>no</td></tr>
 * </table>
 *
 * <p>Where it does not work, and where it was forgotten, the first binary layer says so in the log, once.
 */
@Slf4j
public final class NativeThreads {

    private static final String OPENMP = "GOMP_SPINCOUNT";
    private static final String OPENBLAS = "OPENBLAS_THREAD_TIMEOUT";
    private static final String OPENMP_POLICY = "OMP_WAIT_POLICY";
    private static final String OPENMP_THREADS = "OMP_NUM_THREADS";

    private static final AtomicBoolean LOOKED = new AtomicBoolean();

    private static boolean set;

    private NativeThreads() {}

    /** Tells what came of {@link #waitWithoutSpinning()}. */
    public enum Outcome {
        /** The threads will wait without spinning, or as the user's own environment variables say. */
        DONE,
        /** ND4J's libraries are loaded already, so that nothing was changed: call it earlier. */
        TOO_LATE,
        /** The environment cannot be set from within this JVM: set the variables before it starts. */
        NOT_POSSIBLE
    }

    /**
     * Returns the environment variables, to start another JVM with: 10,000 turns of OpenMP's loop, enough to bridge the pause
     * between two operations, and the exponent of 2^10 processor cycles for OpenBLAS.
     *
     * @return name and value of each, unmodifiable
     */
    public static Map<String, String> variables() {
        return Map.of(OPENMP, "10000", OPENBLAS, "10");
    }

    /**
     * Sets the variables that are not set. It loads nothing of ND4J, throws nothing, and may be called again. A value that the
     * user has given stays, {@code OMP_WAIT_POLICY} included, which says the same of OpenMP.
     */
    public static synchronized Outcome waitWithoutSpinning() {
        Map<String, String> missing = missing();
        if (missing.isEmpty()) {
            return Outcome.DONE;
        }
        if (LoadedLibraries.haveThreadPools()) {
            return Outcome.TOO_LATE;
        }
        if (!NativeEnvironment.set(missing)) {
            return Outcome.NOT_POSSIBLE;
        }
        set = true;
        return Outcome.DONE;
    }

    /**
     * Warns, once in the life of this JVM, if ND4J's two pools of threads spin against each other: if it is loaded, on the
     * CPU, with more than one thread, and without the variables. To be called where ND4J is in use; each call but the first
     * costs nothing.
     */
    public static void warnIfSpinning() {
        if (LOOKED.get() || !LoadedLibraries.haveNd4jOnCpu() || !LOOKED.compareAndSet(false, true)) {
            return;
        }
        Map<String, String> missing = missing();
        if (!missing.isEmpty() && hasManyThreads()) {
            log.warn(
                    "ND4J's two pools of threads spin while they wait, and take time from each other: training "
                            + "can take several times as long. Call {}.waitWithoutSpinning() before anything of "
                            + "ND4J, or set {} before Java starts",
                    NativeThreads.class.getName(),
                    String.join(
                            " and ",
                            missing.entrySet().stream()
                                    .map(Map.Entry::toString)
                                    .sorted()
                                    .toList()));
        }
    }

    /** Returns those of the variables that neither the user nor this class has set. */
    private static synchronized Map<String, String> missing() {
        Map<String, String> missing = new LinkedHashMap<>(variables());
        if (set) {
            missing.clear();
        }
        // As they were when Java started: what this class has set is not among them.
        missing.keySet().removeAll(System.getenv().keySet());
        if (System.getenv(OPENMP_POLICY) != null) {
            missing.remove(OPENMP);
        }
        return missing;
    }

    /** Returns whether ND4J has more than one thread, as it counts them: so many for both pools. */
    private static boolean hasManyThreads() {
        String asked = System.getenv(OPENMP_THREADS);
        return asked == null ? Runtime.getRuntime().availableProcessors() > 1 : !asked.equals("1");
    }
}
