package io.github.bnn4j.packed;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Splits a batch into chunks, which the caller and helpers of an executor fetch until none is left.
 *
 * @param executor of the helpers; null if there are none
 * @param threads the caller's included
 */
record Parallelism(Executor executor, int threads) {

    static final Parallelism NONE = new Parallelism(null, 1);

    Parallelism {
        if (threads < 1) {
            throw new IllegalArgumentException("The count of threads must be at least 1, got " + threads);
        }
    }

    /** Works on examples {@code from} to {@code from + count - 1}. */
    interface Task {
        void run(int from, int count);
    }

    /**
     * Returns when all is done. An exception of a task is thrown here, once no other task runs any more.
     */
    void run(int examples, int chunkSize, Task task) {
        Work work = new Work(examples, chunkSize, task);
        try {
            startHelpers(work);
        } finally {
            // Also if the executor failed: those that it started write into the caller's arrays.
            work.run();
            work.await(0);
        }
    }

    private void startHelpers(Work work) {
        int helpers = Math.min(threads, work.chunks) - 1;
        for (int i = 0; i < helpers; i++) {
            try {
                executor.execute(work);
            } catch (RejectedExecutionException | OutOfMemoryError saturated) {
                // The latter as well where there can be no more threads: "unable to create native thread".
                return;
            }
        }
    }

    static final class Work implements Runnable {

        private final int examples;
        private final int chunkSize;
        private final int chunks;
        private final Task task;
        private final AtomicIntegerArray begun;
        private final AtomicInteger left;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final CountDownLatch unfinished;

        Work(int examples, int chunkSize, Task task) {
            this.examples = examples;
            this.chunkSize = chunkSize;
            this.chunks = examples / chunkSize + (examples % chunkSize == 0 ? 0 : 1);
            this.task = task;
            this.begun = new AtomicIntegerArray(chunks);
            this.left = new AtomicInteger(chunks);
            this.unfinished = new CountDownLatch(chunks);
        }

        @Override
        public void run() {
            run(0);
        }

        /**
         * Works on chunks until all are begun.
         *
         * @param first the chunk to begin with, if nobody has: a thread that always has the same one finds in its cache what belongs to
         *     that
         */
        void run(int first) {
            for (int i = begin(first); i >= 0; i = begin(i + 1)) {
                try {
                    if (failure.get() == null) {
                        int from = i * chunkSize;
                        task.run(from, Math.min(chunkSize, examples - from));
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    unfinished.countDown();
                }
            }
        }

        /** Returns the next chunk from one on that nobody has begun, which is this thread's now, or -1 if there is none. */
        private int begin(int from) {
            for (int i = 0; i < chunks && hasMore(); i++) {
                int chunk = (int) ((from + (long) i) % chunks);
                if (begun.get(chunk) == 0 && begun.compareAndSet(chunk, 0, 1)) {
                    left.decrementAndGet();
                    return chunk;
                }
            }
            return -1;
        }

        /** Tells whether there are chunks that nobody has begun. */
        boolean hasMore() {
            return left.get() > 0;
        }

        /**
         * Waits for chunks that were begun, not for helpers, which a busy executor may start much later.
         *
         * @param spinNanos how long not to park
         */
        void await(long spinNanos) {
            long start = System.nanoTime();
            while (unfinished.getCount() > 0 && System.nanoTime() - start < spinNanos) {
                Thread.onSpinWait();
            }
            boolean interrupted = false;
            while (true) {
                try {
                    unfinished.await();
                    break;
                } catch (InterruptedException e) {
                    // Helpers still write into the caller's arrays: they have to finish.
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure.get() instanceof RuntimeException e) {
                throw e;
            }
            if (failure.get() instanceof Error e) {
                throw e;
            }
        }
    }
}
