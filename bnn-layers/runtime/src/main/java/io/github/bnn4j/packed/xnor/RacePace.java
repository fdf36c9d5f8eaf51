package io.github.bnn4j.packed.xnor;

import java.util.concurrent.locks.LockSupport;

/**
 * Says how long the race pauses between its turns. While there are calls, it takes a twenty-fifth of one processor at most, and
 * less where it has to wait for it: with one processor, or a quota, what it takes is taken from them. Without calls it works
 * half of the time, so that the compiler comes in between.
 */
final class RacePace {

    private static final long CALLS_ARE_RECENT_NANOS = 1_000_000_000;

    /** The race pauses so long for each nanosecond of work: a twenty-fifth is work. The compiler needs about as much besides. */
    private static final long PAUSE_FOR_WORK = 24;

    /** The race pauses so long for each nanosecond until it was done: with a quota, a turn now and then ends in the next period. */
    private static final long PAUSE_FOR_TIME = 8;

    private volatile boolean called;
    private volatile boolean awaited;
    private volatile Thread racer;
    private long lastCallSeen;

    /**
     * @param now {@link System#nanoTime()}; a race begins with a call
     */
    RacePace(long now) {
        this.lastCallSeen = now;
    }

    /** Notes a call. Each call does so, so it costs next to nothing. */
    void noteCall() {
        if (!called) {
            called = true;
        }
    }

    /** Someone waits for the result: until it is there, calls do not count. */
    void await() {
        awaited = true;
        LockSupport.unpark(racer);
    }

    /** Ends the wait: what was waited for is there. */
    void reached() {
        awaited = false;
    }

    /**
     * Returns how long to pause after a turn.
     *
     * @param work its CPU time
     * @param time its elapsed time
     * @param now {@link System#nanoTime()}
     */
    long pauseAfter(long work, long time, long now) {
        if (called) {
            called = false;
            lastCallSeen = now;
        }
        boolean calls = now - lastCallSeen < CALLS_ARE_RECENT_NANOS && !awaited;
        return calls ? Math.max(PAUSE_FOR_WORK * work, PAUSE_FOR_TIME * time) : work;
    }

    /** Pauses until there has been a call, or for some steps, of which the first is always waited for. */
    void pauseUntilCalled(long nanos, int steps) {
        for (int i = 0; i < steps && (i == 0 || !called) && !awaited; i++) {
            pause(nanos);
        }
    }

    /** Ends early if the result is waited for. */
    void pause(long nanos) {
        racer = Thread.currentThread();
        long end = System.nanoTime() + nanos;
        long left = nanos;
        boolean waited = awaited;
        while (left > 0 && awaited == waited) {
            LockSupport.parkNanos(this, left);
            left = end - System.nanoTime();
        }
    }
}
