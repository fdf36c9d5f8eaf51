package io.github.bnn4j.packed.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Takes everything apart, however small it is: each part has a thread, and the last part begins first. */
final class ThreadForEachPart implements Crew {

    private final int parts;
    int split;

    ThreadForEachPart(int parts) {
        this.parts = parts;
    }

    @Override
    public int parts(long work) {
        return parts;
    }

    @Override
    public void run(int count, IntConsumer part) {
        split += count > 1 ? 1 : 0;
        List<Thread> threads = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            int number = i;
            threads.add(new Thread(() -> part.accept(number)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
