package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class ParallelismTest {

    private final ExecutorService pool = Executors.newFixedThreadPool(3);
    private final Parallelism parallelism = new Parallelism(pool, 4);

    @AfterEach
    void stopThreads() {
        pool.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"0, 64", "1, 64", "63, 64", "64, 64", "65, 64", "1000, 64", "1000, 1", "1000, 999", "5, 2147483647"})
    void givesEachExampleToOneTask(int examples, int chunkSize) {
        var times = new AtomicIntegerArray(examples);

        parallelism.run(examples, chunkSize, (from, count) -> {
            assertThat(count).isBetween(1, chunkSize);
            for (int i = from; i < from + count; i++) {
                times.incrementAndGet(i);
            }
        });

        for (int i = 0; i < examples; i++) {
            assertThat(times.get(i)).isOne();
        }
    }

    @Test
    void usesSeveralThreads() {
        var together = new CountDownLatch(4);

        parallelism.run(4, 1, (from, count) -> {
            together.countDown();
            await(together);
        });

        assertThat(together.getCount()).isZero();
    }

    @Test
    void throwsWhatATaskThrowsOnAnotherThread() {
        Thread caller = Thread.currentThread();
        var thrown = new CountDownLatch(1);
        var failure = new IllegalStateException("made by the test");

        assertThatThrownBy(() -> parallelism.run(100, 1, (from, count) -> {
                    if (Thread.currentThread() == caller) {
                        await(thrown);
                    } else {
                        thrown.countDown();
                        throw failure;
                    }
                }))
                .isSameAs(failure);
    }

    @Test
    void throwsErrorsToo() {
        var failure = new OutOfMemoryError("made by the test");

        assertThatThrownBy(() -> parallelism.run(100, 1, (from, count) -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void throwsOnlyWhenNoTaskRunsAnyMore() {
        Thread caller = Thread.currentThread();
        var begun = new CountDownLatch(1);
        var running = new AtomicInteger();

        assertThatThrownBy(() -> parallelism.run(100, 1, (from, count) -> {
                    running.incrementAndGet();
                    try {
                        if (Thread.currentThread() == caller) {
                            await(begun);
                            throw new IllegalStateException("made by the test");
                        }
                        begun.countDown();
                        sleep(100);
                    } finally {
                        running.decrementAndGet();
                    }
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(running).hasValue(0);
    }

    @Test
    void beginsNoTaskAfterAFailure() {
        var tasks = new AtomicInteger();

        assertThatThrownBy(() -> Parallelism.NONE.run(100, 1, (from, count) -> {
                    tasks.incrementAndGet();
                    throw new IllegalStateException("made by the test");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(tasks).hasValue(1);
    }

    @Test
    void waitsForHelpersThoughTheCallerIsInterruptedAndStaysInterrupted() {
        Thread caller = Thread.currentThread();
        var begun = new CountDownLatch(1);
        var finished = new AtomicBoolean();

        parallelism.run(2, 1, (from, count) -> {
            if (Thread.currentThread() == caller) {
                await(begun);
                caller.interrupt();
            } else {
                begun.countDown();
                sleep(100);
                finished.set(true);
            }
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(finished).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
