package io.github.bnn4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Work that is split is done once, whoever does it. */
class SpansPropertyTest {

    @Property(tries = 300)
    void everyElementOnce(@ForAll @IntRange(max = 5000) int length, @ForAll @IntRange(min = 1, max = 6000) int span) {
        assertCoveredOnce(length, span);
    }

    @Property(tries = 100)
    void everyElementOnceWhereTheLastSpanIsFullOrNearlySo(
            @ForAll @IntRange(min = 1, max = 70) int spans,
            @ForAll @IntRange(min = 2, max = 70) int span,
            @ForAll @IntRange(min = -1, max = 1) int more) {
        assertCoveredOnce(spans * span + more, span);
    }

    /** Near the largest int, where an end that is rounded up would overflow. */
    @Example
    void theLongestArray() {
        ConcurrentLinkedQueue<Integer> ends = new ConcurrentLinkedQueue<>();
        Spans.forEach(Integer.MAX_VALUE, 1 << 30, (from, to) -> {
            ends.add(from);
            ends.add(to);
        });
        assertThat(ends).containsExactlyInAnyOrder(0, 1 << 30, 1 << 30, Integer.MAX_VALUE);
    }

    @Property(tries = 100)
    void aFewSpansForEachThread(
            @ForAll @IntRange(min = 1, max = 5000) int length, @ForAll @IntRange(min = 1, max = 6000) int unit) {
        AtomicInteger spans = new AtomicInteger();
        Spans.forEach(length, unit, (from, to) -> spans.incrementAndGet());
        int threads = ForkJoinPool.getCommonPoolParallelism() + 1;
        assertThat(spans.get()).isBetween(1, 8 * threads);
    }

    @Property(tries = 50)
    void anExceptionReachesTheCaller(
            @ForAll @IntRange(min = 1, max = 50) int length,
            @ForAll @IntRange(min = 1, max = 50) int span,
            @ForAll @IntRange(min = 0, max = 49) int at) {
        int element = at % length;
        assertThatThrownBy(() -> Spans.forEach(length, span, (from, to) -> {
                    if (from <= element && element < to) {
                        throw new UnsupportedOperationException("at " + element);
                    }
                }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("at " + element);
    }

    @Example
    void withinATaskOfTheCommonPool() {
        ForkJoinPool.commonPool().submit(() -> assertCoveredOnce(1000, 7)).join();
        IntStream.range(0, 20).parallel().forEach(i -> assertCoveredOnce(500 + i, 3));
    }

    @Example
    void withinAnother() {
        AtomicIntegerArray counts = new AtomicIntegerArray(30 * 40);
        Spans.forEach(30, 4, (from, to) -> {
            for (int i = from; i < to; i++) {
                int row = i;
                Spans.forEach(
                        40, 3, (a, b) -> IntStream.range(a, b).forEach(j -> counts.incrementAndGet(row * 40 + j)));
            }
        });
        assertThat(IntStream.range(0, counts.length()).map(counts::get)).containsOnly(1);
    }

    @Example
    void fromManyThreads() throws InterruptedException {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Thread[] threads = new Thread[8];
        for (int t = 0; t < threads.length; t++) {
            int length = 300 + t;
            threads[t] = new Thread(() -> IntStream.range(0, 20).forEach(i -> assertCoveredOnce(length, 5)));
            threads[t].setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private static void assertCoveredOnce(int length, int unit) {
        AtomicIntegerArray counts = new AtomicIntegerArray(length);
        ConcurrentLinkedQueue<Integer> wrong = new ConcurrentLinkedQueue<>();
        Spans.forEach(length, unit, (from, to) -> {
            if (from % unit != 0 || (to % unit != 0 && to != length)) {
                wrong.add(from);
            }
            for (int i = from; i < to; i++) {
                counts.incrementAndGet(i);
            }
        });
        assertThat(wrong).as("spans of parts of a unit").isEmpty();
        for (int i = 0; i < length; i++) {
            assertThat(counts.get(i)).as("element %d", i).isEqualTo(1);
        }
    }
}
