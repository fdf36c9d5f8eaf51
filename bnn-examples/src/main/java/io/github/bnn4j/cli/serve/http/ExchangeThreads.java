package io.github.bnn4j.cli.serve.http;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs exchanges of the JDK's server, each in a thread, and ends those that take too long: that server has no time limit of its own
 * that could be set for it alone.
 *
 * <p>The JDK's server gives an exchange to its executor when the first byte of a request is there, reads it there from a channel that
 * blocks, and closes the connection when that fails; an interrupt makes it fail. If all threads are taken, the connection that has been
 * sending for the longest time is ended for the next one: slow clients are in one another's way, not in the way of others.
 */
final class ExchangeThreads implements Executor, AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 100;
    private static final long KEEP_IDLE_SECONDS = 10;

    /** A thread whose connection was just ended gets so long to be free. */
    private static final long WAIT_FOR_THREAD_MILLIS = 1000;

    private final Limits limits;
    private final ThreadPoolExecutor pool;
    private final ScheduledExecutorService clock;
    private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Exchange> current = new ThreadLocal<>();

    ExchangeThreads(Limits limits) {
        this.limits = limits;
        this.pool = new ThreadPoolExecutor(
                0,
                limits.connections(),
                KEEP_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                ExchangeThreads::daemon);
        this.clock = Executors.newSingleThreadScheduledExecutor(ExchangeThreads::daemon);
        clock.scheduleWithFixedDelay(this::endLate, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "serve");
        thread.setDaemon(true);
        return thread;
    }

    /** Tells what an exchange is at. */
    private enum Phase {
        READING,
        COMPUTING,
        ANSWERING,
        ENDED
    }

    @Override
    public void execute(Runnable task) {
        Exchange exchange = new Exchange(task);
        try {
            pool.execute(exchange);
        } catch (RejectedExecutionException allThreadsAreTaken) {
            longestReading().ifPresent(slow -> slow.endIf(Phase.READING));
            try {
                if (!pool.getQueue().offer(exchange, WAIT_FOR_THREAD_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw allThreadsAreTaken;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw allThreadsAreTaken;
            }
        }
    }

    /** Tells that the request of the calling thread has arrived: computing has no time limit. */
    void requestHasArrived() {
        current.get().enter(Phase.COMPUTING);
    }

    /** Tells that the calling thread begins to send its answer. */
    void answerBegins() {
        current.get().enter(Phase.ANSWERING);
    }

    /** Returns how many exchanges there are now. */
    int count() {
        return running.size();
    }

    /** Ends the connections whose request has not arrived. */
    void endReading() {
        running.forEach(exchange -> exchange.endIf(Phase.READING));
    }

    private Optional<Exchange> longestReading() {
        return running.stream()
                .filter(exchange -> exchange.phase == Phase.READING)
                .min((one, other) -> Long.signum(one.since - other.since));
    }

    private void endLate() {
        long now = System.nanoTime();
        for (Exchange exchange : running) {
            if (now - exchange.since > limits.request().toNanos()) {
                exchange.endIf(Phase.READING);
            }
            if (now - exchange.since > limits.answer().toNanos()) {
                exchange.endIf(Phase.ANSWERING);
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        pool.shutdownNow();
    }

    /** An exchange, from the first byte of the request to the last one of the answer. */
    private final class Exchange implements Runnable {

        private final Runnable task;
        private Thread thread;
        private volatile Phase phase = Phase.READING;
        private volatile long since;

        Exchange(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            synchronized (this) {
                thread = Thread.currentThread();
                since = System.nanoTime();
            }
            current.set(this);
            running.add(this);
            try {
                task.run();
            } finally {
                enter(Phase.ENDED);
                running.remove(this);
                current.remove();
                // Whoever has this thread next has nothing to do with it.
                Thread.interrupted();
            }
        }

        synchronized void enter(Phase next) {
            since = System.nanoTime();
            phase = next;
        }

        synchronized void endIf(Phase expected) {
            if (phase == expected && thread != null) {
                thread.interrupt();
            }
        }
    }
}
