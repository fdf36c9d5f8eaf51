package io.github.bnn4j.memory;

import java.util.stream.IntStream;

/**
 * Splits work on memory among the threads of Java's common pool, whose size the system property
 * {@code java.util.concurrent.ForkJoinPool.common.parallelism} sets; in a task of another ForkJoinPool, among that one's.
 */
public final class Spans {

    private Spans() {}

    /** Works on elements {@code from}, inclusive, to {@code to}, exclusive. */
    @FunctionalInterface
    public interface Task {
        void run(int from, int to);
    }

    /**
     * Returns when the task has run on every span. An exception that one throws is thrown here.
     *
     * @param length count of elements
     * @param span elements that the task gets at once, fewer at the end; large enough that it is worth a thread's while
     */
    public static void forEach(int length, int span, Task task) {
        if (length <= span) {
            task.run(0, length);
            return;
        }
        IntStream.rangeClosed(0, (length - 1) / span).parallel().forEach(i -> {
            int from = i * span;
            task.run(from, from + Math.min(span, length - from));
        });
    }
}
