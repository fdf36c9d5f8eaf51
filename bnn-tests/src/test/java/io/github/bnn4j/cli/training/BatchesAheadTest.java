package io.github.bnn4j.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchesAheadTest {

    /** Numbers from 0, in which a number is the thread's failure. */
    private static Iterator<Integer> numbers(int count, int failing, Throwable failure, AtomicInteger made) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return made.get() < count;
            }

            @Override
            public Integer next() {
                int number = made.getAndIncrement();
                if (number == failing) {
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) failure;
                }
                return number;
            }
        };
    }

    @Test
    void theyAreTheSameInTheSameOrder() {
        List<Integer> taken = new ArrayList<>();
        try (var batches = new BatchesAhead<>(numbers(100, -1, null, new AtomicInteger()), () -> {})) {
            batches.forEachRemaining(taken::add);
            assertThat(batches.hasNext()).isFalse();
            assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(taken).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void noMoreThanOneWaits() {
        AtomicInteger made = new AtomicInteger();
        try (var batches = new BatchesAhead<>(numbers(50, -1, null, made), () -> {})) {
            for (int i = 0; i < 50; i++) {
                assertThat(batches.next()).isEqualTo(i);
                assertThat(made.get()).isLessThanOrEqualTo(i + 2);
            }
        }
    }

    @Test
    void whatMakingOneThrowsComesThrough() {
        for (Throwable failure :
                new Throwable[] {new IllegalStateException("no image"), new OutOfMemoryError("full")}) {
            try (var batches = new BatchesAhead<>(numbers(5, 2, failure, new AtomicInteger()), () -> {})) {
                assertThat(batches.next()).isZero();
                assertThat(batches.next()).isEqualTo(1);
                assertThatThrownBy(batches::next).isSameAs(failure);
            }
        }
    }

    @Test
    void theThreadDoesItsLastTaskAndEndsWithIt() throws InterruptedException {
        AtomicReference<Thread> maker = new AtomicReference<>();
        AtomicReference<Thread> atEnd = new AtomicReference<>();
        Iterator<Integer> endless = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                maker.set(Thread.currentThread());
                return 1;
            }
        };
        try (var batches = new BatchesAhead<>(endless, () -> atEnd.set(Thread.currentThread()))) {
            batches.next();
        }
        maker.get().join();
        assertThat(maker.get().isAlive()).isFalse();
        assertThat(atEnd).hasValue(maker.get());
    }

    @Test
    void anInterruptIsKept() {
        try (var batches = new BatchesAhead<>(numbers(2, -1, null, new AtomicInteger()), () -> {})) {
            Thread.currentThread().interrupt();
            assertThat(batches.next()).isZero();
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
