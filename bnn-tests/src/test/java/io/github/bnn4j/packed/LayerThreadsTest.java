package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LayerThreadsTest {

    private final ExecutorService pool = Executors.newFixedThreadPool(3);

    @AfterEach
    void stopThreads() {
        pool.shutdownNow();
    }

    @Test
    void runsEachPartOnceLayerAfterLayerAndCallAfterCall() {
        var threads = threads(pool, 4);
        for (int i = 0; i < 2000; i++) {
            try (LayerThreads.Call call = threads.begin()) {
                for (int layer = 0; layer < 3; layer++) {
                    assertEachOnce(call, 1 + (i + layer) % 9);
                }
            }
        }
    }

    @Test
    void servesManyCallersAtOnce() throws Exception {
        var threads = threads(pool, 3);
        var failures = ConcurrentHashMap.<Throwable>newKeySet();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            callers.add(new Thread(() -> {
                for (int j = 0; j < 300; j++) {
                    try (LayerThreads.Call call = threads.begin()) {
                        assertEachOnce(call, 5);
                        assertEachOnce(call, 2);
                    }
                }
            }));
        }
        callers.forEach(caller -> caller.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure)));
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(failures).isEmpty();
    }

    @Test
    void usesSeveralThreads() {
        var together = new CountDownLatch(4);
        try (LayerThreads.Call call = threads(pool, 4).begin()) {
            call.run(4, part -> {
                together.countDown();
                await(together);
            });
        }

        assertThat(together.getCount()).isZero();
    }

    /** Else the pool would not end: no helper waits for ever. */
    @Test
    void leavesNobodyBehind() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            try (LayerThreads.Call call = threads(pool, 4).begin()) {
                assertEachOnce(call, 4);
            }
        }
        pool.shutdown();

        assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void throwsWhatAPartThrowsOnAnotherThreadOnceNoneRunsAnyMore() {
        Thread caller = Thread.currentThread();
        var thrown = new CountDownLatch(1);
        var running = new AtomicInteger();
        var failure = new StackOverflowError("made by the test");
        try (LayerThreads.Call call = threads(pool, 2).begin()) {
            assertThatThrownBy(() -> call.run(2, part -> {
                        running.incrementAndGet();
                        try {
                            if (Thread.currentThread() == caller) {
                                await(thrown);
                            } else {
                                thrown.countDown();
                                throw failure;
                            }
                        } finally {
                            running.decrementAndGet();
                        }
                    }))
                    .isSameAs(failure);
            assertThat(running).hasValue(0);

            assertEachOnce(call, 4);
        }
    }

    @Test
    void waitsForHelpersThoughTheCallerIsInterruptedAndStaysInterrupted() {
        Thread caller = Thread.currentThread();
        var begun = new CountDownLatch(1);
        var finished = new AtomicInteger();
        try (LayerThreads.Call call = threads(pool, 2).begin()) {
            call.run(2, part -> {
                if (Thread.currentThread() == caller) {
                    await(begun);
                    caller.interrupt();
                } else {
                    begun.countDown();
                    sleep(100);
                    finished.incrementAndGet();
                }
            });
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(finished).hasValue(1);
    }

    @Test
    void canDoWithoutHelp() {
        List<Runnable> late = new ArrayList<>();
        for (Executor executor : List.<Executor>of(Runnable::run, task -> {}, late::add, task -> {
            throw new RejectedExecutionException("full");
        })) {
            try (LayerThreads.Call call = threads(executor, 3).begin()) {
                assertEachOnce(call, 7);
                assertEachOnce(call, 1);
            }
        }
        assertThat(late).isNotEmpty();

        late.forEach(Runnable::run);
    }

    @Test
    void splitsNothingThatIsSmall() {
        try (LayerThreads.Call call = threads(pool, 4).begin()) {
            assertThat(call.parts(100_000)).isOne();
            assertThat(call.parts(4096L * 4096)).isEqualTo(4);
            assertThat(call.parts(Long.MAX_VALUE)).isEqualTo(4);
        }
    }

    private static LayerThreads threads(Executor executor, int threads) {
        return new LayerThreads(new Parallelism(executor, threads));
    }

    private static void assertEachOnce(LayerThreads.Call call, int parts) {
        var times = new AtomicIntegerArray(parts);
        IntConsumer part = times::incrementAndGet;
        call.run(parts, part);
        for (int i = 0; i < parts; i++) {
            assertThat(times.get(i)).isOne();
        }
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
