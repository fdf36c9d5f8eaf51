package io.github.bnn4j.packed.xnor;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * The CPU time of the current thread, which does not go on while other threads have the processor. It is the JDK's module
 * java.management that knows it; where that is missing, or does not know it, or knows it in steps that are too large, it is
 * elapsed time.
 */
final class ThreadClock {

    /** Windows has steps of 15.6 ms. */
    private static final long COARSE_NANOS = 500_000;

    private static final long PROBE_NANOS = 2 * COARSE_NANOS;

    private ThreadClock() {}

    /** Returns a clock for the thread that calls this, in nanoseconds. */
    static LongSupplier ofThisThread() {
        try {
            return CpuTime.isFine() ? CpuTime::nanos : System::nanoTime;
        } catch (LinkageError | UnsupportedOperationException noModuleOrNoCpuTime) {
            return System::nanoTime;
        }
    }

    /** Apart, so that nothing of the module is looked for until this is. */
    private static final class CpuTime {

        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        static long nanos() {
            return THREADS.getCurrentThreadCpuTime();
        }

        /** Returns whether it goes on while this thread works, in small steps. */
        static boolean isFine() {
            if (!THREADS.isCurrentThreadCpuTimeSupported() || !THREADS.isThreadCpuTimeEnabled()) {
                return false;
            }
            long before = nanos();
            long began = System.nanoTime();
            long now = before;
            while (now == before && System.nanoTime() - began < PROBE_NANOS) {
                now = nanos();
            }
            return now > before && now - before < COARSE_NANOS;
        }
    }
}
