package io.github.bnn4j.memory;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;

/**
 * Splits work on memory among the threads of Java's common pool, whose size the system property
 * {@code java.util.concurrent.ForkJoinPool.common.parallelism} sets; in a task of another ForkJoinPool, among that one's.
 */
public final class Spans {

    /** There are so many that a thread which is held up holds up the others by little. */
    private static final int SPANS_PER_THREAD = 8;

    private Spans() {}

    /** Works on elements {@code from}, inclusive, to {@code to}, exclusive. */
    @FunctionalInterface
    public interface Task {
        /**
         * @param from the first element
         * @param to the element after the last
         */
        void run(int from, int to);
    }

    /**
     * Returns when the task has run on every span. An exception that one throws is thrown here, perhaps while others still
     * run: what they were to write is then of no use.
     *
     * <p>A task allocates what it needs once a span, so spans are as long as the number of threads allows.
     *
     * @param length count of elements
     * @param unit elements of which a span has a multiple, or what is left at the end; large enough that it is worth a
     *     thread's while
     */
    public static void forEach(int length, int unit, Task task) {
        if (length <= unit) {
            task.run(0, length);
            return;
        }
        int span = span(length, unit);
        IntStream.rangeClosed(0, (length - 1) / span).parallel().forEach(i -> {
            int from = i * span;
            task.run(from, from + Math.min(span, length - from));
        });
    }

    private static int span(int length, int unit) {
        int units = (length - 1) / unit + 1;
        int unitsInSpan = (units - 1) / (SPANS_PER_THREAD * threads()) + 1;
        return (int) Math.min((long) unitsInSpan * unit, length);
    }

    private static int threads() {
        // The caller of a stream works as well; in a pool it is one of its threads.
        ForkJoinPool pool = ForkJoinTask.getPool();
        return pool != null ? pool.getParallelism() : ForkJoinPool.getCommonPoolParallelism() + 1;
    }
}
