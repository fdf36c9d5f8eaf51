package io.github.bnn4j.cli.training;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the next mini-batch in a thread of its own while the last one is trained on. They are the same in the same order: one thread
 * makes all of them, one after the other, and no more than one waits.
 *
 * @param <T> of a mini-batch
 */
final class BatchesAhead<T> implements Iterator<T>, AutoCloseable {

    private final Iterator<T> batches;
    private final Runnable last;
    private final ExecutorService maker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "bnn4j-next-batch");
        thread.setDaemon(true);
        return thread;
    });

    /** It is null once there is none left. */
    private Future<T> next;

    /**
     * @param batches not to be used by anybody else any more; gives no null
     * @param last what the thread does before it ends
     */
    BatchesAhead(Iterator<T> batches, Runnable last) {
        this.batches = batches;
        this.last = last;
        this.next = maker.submit(this::make);
    }

    /** Makes the next one; returns null where there is none left. */
    private T make() {
        return batches.hasNext() ? batches.next() : null;
    }

    /** Waits for the next to be made. What making it throws, this throws. */
    @Override
    public boolean hasNext() {
        return next != null && made() != null;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("No mini-batch is left.");
        }
        T batch = made();
        next = maker.submit(this::make);
        return batch;
    }

    private T made() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return next.get();
                } catch (InterruptedException e) {
                    // A batch is made in no time, and whoever interrupts is told of it behind.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        // An iterator declares no other.
        return (RuntimeException) failure;
    }

    /** Ends the thread; a batch that waits is lost. */
    @Override
    public void close() {
        next = null;
        maker.execute(last);
        maker.shutdown();
    }
}
