package io.github.bnn4j.packed.xnor;

/**
 * A sample is one kernel's turn in a round of the {@link KernelRace}.
 *
 * @param kernel its name
 * @param round from 0
 * @param nanos how long the turn took: CPU time of the thread, or elapsed time where that is not to be had
 * @param operations of one bit, two for each multiplication and addition
 * @param atNanos elapsed time from the start of the race to the end of this turn
 */
record Sample(String kernel, int round, long nanos, long operations, long atNanos) {

    /** Billions of operations a second. */
    double gops() {
        return (double) operations / Math.max(1, nanos);
    }
}
