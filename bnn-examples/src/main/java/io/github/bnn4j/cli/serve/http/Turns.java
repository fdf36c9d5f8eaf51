package io.github.bnn4j.cli.serve.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets some requests compute at the same time, in the order in which they came, and some more wait; others are sent away. */
final class Turns {

    private final Semaphore places;
    private final AtomicInteger inside = new AtomicInteger();
    private final int most;

    Turns(int atOnce, int waiting) {
        places = new Semaphore(atOnce, true);
        most = atOnce + waiting;
    }

    /** A computation has a turn. */
    @FunctionalInterface
    interface Computation {
        Reply compute() throws Refusal;
    }

    /**
     * Computes when it is this request's turn.
     *
     * @throws Refusal by 503 if as many as may are waiting
     */
    Reply take(Computation computation) throws Refusal {
        try {
            if (inside.incrementAndGet() > most) {
                throw new Refusal(
                        503,
                        "The server has " + most + " requests at hand, as many as it takes; try again in a second");
            }
            places.acquireUninterruptibly();
            try {
                return computation.compute();
            } finally {
                places.release();
            }
        } finally {
            inside.decrementAndGet();
        }
    }
}
