package io.github.bnn4j.packed;

import io.github.bnn4j.packed.layer.Crew;
import io.github.bnn4j.packed.workspace.Workspace;
import io.github.bnn4j.packed.workspace.Workspaces;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Helpers for calls with so few examples that layers are split, not the batch. A layer takes some ten microseconds, as long as
 * it takes to wake a thread: so a helper, once there, looks for the next layer, and the next call, for a short while before it
 * returns to its executor, which parks it.
 */
final class LayerThreads {

    /** Several microseconds on the fastest processor, and several times what handing over costs. */
    private static final long SMALLEST_PART = 1 << 21;

    /** A thread that has nothing to do keeps its processor so long; it is 0 if there is no other one. */
    static final long SPIN_NANOS = Runtime.getRuntime().availableProcessors() > 1 ? 50_000 : 0;

    private final Parallelism parallelism;

    /** Of helpers alone: what they need is other than what callers need. */
    private final Workspaces workspaces = new Workspaces();

    /** How many helpers there have been. */
    private final AtomicInteger started = new AtomicInteger();

    /** The call that began last: helpers of one that is over go on with it. */
    private volatile Call latest;

    LayerThreads(Parallelism parallelism) {
        this.parallelism = parallelism;
    }

    /** Begins a call of this thread. */
    Call begin() {
        Call call = new Call();
        latest = call;
        return call;
    }

    /** A call is the crew that works on its layers, one at a time; as a task, it is a helper. */
    final class Call implements Crew, Runnable, AutoCloseable {

        private final Thread caller = Thread.currentThread();

        /** These are there or have been asked for. */
        private final AtomicInteger helpers = new AtomicInteger();

        private volatile Parallelism.Work work;
        private volatile boolean over;

        @Override
        public int parts(long products) {
            return (int) Math.max(1, Math.min(parallelism.threads(), products / SMALLEST_PART));
        }

        @Override
        public void run(int parts, IntConsumer part) {
            if (parts < 2) {
                Crew.ALONE.run(parts, part);
                return;
            }
            Parallelism.Work layer = new Parallelism.Work(parts, 1, (from, count) -> part.accept(from));
            work = layer;
            try {
                // So many times, not until they are there: one that runs in this thread is gone again at once.
                for (int missing = parts - 1 - helpers.get(); missing > 0 && ask(); missing--) {}
            } finally {
                // Also if the executor failed: those that it started write into the layer's arrays.
                layer.run();
                layer.await(SPIN_NANOS);
            }
        }

        private boolean ask() {
            helpers.incrementAndGet();
            try {
                parallelism.executor().execute(this);
                return true;
            } catch (RejectedExecutionException | OutOfMemoryError saturated) {
                helpers.decrementAndGet();
                return false;
            }
        }

        private boolean join() {
            int there = helpers.get();
            return !over && there < parallelism.threads() - 1 && helpers.compareAndSet(there, there + 1);
        }

        /** Helps with this call, and those that follow it at once. */
        @Override
        public void run() {
            try (Workspaces.Use use = workspaces.begin()) {
                int first = 1 + Math.floorMod(started.getAndIncrement(), Math.max(1, parallelism.threads() - 1));
                Call call = this;
                while (call != null) {
                    call = call.help(first);
                }
            }
        }

        /**
         * Returns the call to go on with, or null.
         *
         * @param first the part of a layer to begin with; the caller's is 0
         */
        private Call help(int first) {
            // An executor may run its tasks in the caller's thread, which must not wait for itself.
            long patience = Thread.currentThread() == caller ? 0 : SPIN_NANOS;
            long idleSince = System.nanoTime();
            do {
                Parallelism.Work layer = work;
                if (layer != null && layer.hasMore()) {
                    int mark = Workspace.mark();
                    layer.run(first);
                    Workspace.releaseSince(mark, null);
                    idleSince = System.nanoTime();
                }
                Call next = over ? latest : this;
                if (next != this && next.join()) {
                    return next;
                }
                Thread.onSpinWait();
            } while (System.nanoTime() - idleSince < patience);
            helpers.decrementAndGet();
            return null;
        }

        /** Helpers that come later find nothing, and keep nothing alive. */
        @Override
        public void close() {
            over = true;
            work = null;
        }
    }
}
