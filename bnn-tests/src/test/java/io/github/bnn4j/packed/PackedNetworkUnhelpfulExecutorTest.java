package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bnn4j.packed.codec.SampleContents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The caller's thread does what the executor does not do. */
@Timeout(20)
class PackedNetworkUnhelpfulExecutorTest {

    private static final int EXAMPLES = 500;

    private final PackedNetwork network = new PackedNetwork(SampleContents.onBytes());
    private final byte[] batch = Examples.bytes(network, EXAMPLES);
    private final Results expected = Results.of(network, batch, EXAMPLES);

    @Test
    void neverRunsAnything() {
        assertThat(resultsWith(task -> {})).isEqualTo(expected);
    }

    @Test
    void rejectsEverything() {
        assertThat(resultsWith(task -> {
                    throw new RejectedExecutionException("full");
                }))
                .isEqualTo(expected);
    }

    @Test
    void canHaveNoMoreThreads() {
        assertThat(resultsWith(task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                }))
                .isEqualTo(expected);
    }

    @Test
    void rejectsAllButTheFirst() {
        List<Runnable> taken = new ArrayList<>();

        assertThat(resultsWith(task -> {
                    if (!taken.isEmpty()) {
                        throw new RejectedExecutionException("full");
                    }
                    taken.add(task);
                }))
                .isEqualTo(expected);
    }

    @Test
    void failsAfterItHasStartedAHelper() {
        List<Thread> started = new ArrayList<>();
        int[] classes = new int[EXAMPLES];
        PackedNetwork parallel = network.parallel(
                task -> {
                    if (!started.isEmpty()) {
                        throw new IllegalStateException("no more threads");
                    }
                    Thread thread = new Thread(task);
                    started.add(thread);
                    thread.start();
                },
                4);

        assertThatIllegalStateException()
                .isThrownBy(() -> parallel.predict(batch, EXAMPLES, classes))
                .withMessage("no more threads");
        int[] rightAfter = classes.clone();
        network.predict(batch, EXAMPLES, classes);
        assertThat(rightAfter).isEqualTo(classes);
    }

    @Test
    void runsEverythingInTheCallersThread() {
        assertThat(resultsWith(Runnable::run)).isEqualTo(expected);
    }

    @Test
    void runsTheWorkWhenAllIsDone() {
        List<Runnable> late = new ArrayList<>();
        Results results = resultsWith(late::add);

        late.forEach(Runnable::run);

        assertThat(late).isNotEmpty();
        assertThat(results).isEqualTo(expected);
    }

    @Test
    void isShutDown() {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        pool.shutdown();

        assertThat(resultsWith(pool)).isEqualTo(expected);
    }

    @Test
    void hasOneThreadThatIsBusy() throws InterruptedException {
        ExecutorService single = Executors.newSingleThreadExecutor();
        var release = new CountDownLatch(1);
        try {
            single.execute(() -> awaitQuietly(release));

            assertThat(resultsWith(single)).isEqualTo(expected);
        } finally {
            release.countDown();
            single.shutdown();
        }
        assertThat(single.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void hasOneThreadWhichIsTheCaller() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            assertThat(single.submit(() -> resultsWith(single)).get()).isEqualTo(expected);
        } finally {
            single.shutdownNow();
        }
    }

    private Results resultsWith(Executor executor) {
        return Results.of(network.parallel(executor, 8), batch, EXAMPLES);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
