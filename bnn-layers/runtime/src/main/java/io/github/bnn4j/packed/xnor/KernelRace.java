package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.xnor.XnorKernelChoice.Basis;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Times kernels on the same small product, one after the other in short turns with pauses, gives the times to {@link
 * Standings}, and publishes what these decide. A race runs in one thread, once.
 */
final class KernelRace implements Runnable {

    /** A first prediction should be over before anything else begins: at most ten times this is waited for one. */
    private static final long START_NANOS = 300_000_000;

    /** CPU time of a turn, or one product if that takes longer. */
    private static final long TURN_NANOS = 2_000_000;

    /** It is not measured again when this is over. */
    private static final long LAST_NANOS = 600_000_000_000L;

    /** Rounds of another measurement. */
    private static final int ROUNDS_AGAIN = 4;

    private static final String MESSAGE = "XNOR kernel {0}. Choose another with -D{1}=NAME";

    private final List<XnorKernel> kernels;
    private final Standings standings;
    private final RacePace pace = new RacePace(System.nanoTime());
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private volatile XnorKernelChoice choice;
    private volatile XnorKernel forTransposed;

    /**
     * @param kernels of different names; the first is in use at first
     * @param readTransposed as for {@link Standings}
     */
    KernelRace(List<XnorKernel> kernels, List<XnorKernel> readTransposed) {
        this.kernels = kernels;
        this.standings = new Standings(names(kernels), names(readTransposed));
        this.choice = new XnorKernelChoice(kernels.get(0), Basis.MEASURING, 0, 0, Map.of());
        this.forTransposed = readTransposed.get(0);
    }

    private static List<String> names(List<XnorKernel> kernels) {
        List<String> names = new ArrayList<>();
        for (XnorKernel kernel : kernels) {
            names.add(kernel.name());
        }
        return names;
    }

    XnorKernelChoice choice() {
        return choice;
    }

    /** Waits until it is settled, or has failed. */
    XnorKernelChoice settledChoice() {
        if (!settled.isDone()) {
            pace.await();
            settled.join();
            pace.reached();
        }
        return choice;
    }

    /** Returns the kernel for a product that is about to be computed, and counts as a call. */
    XnorKernel inUse() {
        pace.noteCall();
        return choice.kernel();
    }

    /** Returns the kernel for a product with transposed weights that is about to be computed. */
    XnorKernel inUseForTransposed() {
        pace.noteCall();
        return forTransposed;
    }

    @Override
    public void run() {
        try {
            pace.pauseUntilCalled(START_NANOS, 10);
            race();
        } catch (RuntimeException | Error failure) {
            // For want of memory, say: no reason not to predict.
            XnorKernelChoice last = choice;
            choice = new XnorKernelChoice(last.kernel(), Basis.FAILED, last.seconds(), last.cpuSeconds(), last.gops());
            logger().log(Level.WARNING, "XNOR kernel " + choice, failure);
        } finally {
            settled.complete(null);
        }
    }

    private void race() {
        List<RaceProduct> products = new ArrayList<>();
        for (XnorKernel kernel : kernels) {
            RaceProduct product = new RaceProduct(kernel);
            product.compute(); // What has to be loaded is not the kernel's time.
            products.add(product);
        }
        LongSupplier clock = ThreadClock.ofThisThread();
        long began = System.nanoTime();
        measureUntilSettled(products, clock, began);
        settled.complete(null);
        while (standings.atNanos() < LAST_NANOS) {
            pace.pause(standings.atNanos());
            for (int i = 0; i < ROUNDS_AGAIN; i++) {
                round(products, clock, began);
            }
            measureUntilSettled(products, clock, began);
        }
    }

    private void measureUntilSettled(List<RaceProduct> products, LongSupplier clock, long began) {
        XnorKernel before = settled.isDone() ? choice.kernel() : null;
        while (!standings.isSettled()) {
            round(products, clock, began);
        }
        if (choice.kernel() != before) {
            logger().log(Level.DEBUG, MESSAGE, choice, XnorKernels.PROPERTY);
        }
    }

    private void round(List<RaceProduct> products, LongSupplier clock, long began) {
        List<Sample> round = new ArrayList<>();
        for (RaceProduct product : products) {
            long time = System.nanoTime();
            long before = clock.getAsLong();
            long nanos;
            int count = 0;
            do {
                product.compute();
                count++;
                nanos = clock.getAsLong() - before;
            } while (nanos < TURN_NANOS);
            long now = System.nanoTime();
            round.add(new Sample(
                    product.kernel().name(), standings.rounds(), nanos, count * RaceProduct.OPERATIONS, now - began));
            pace.pause(pace.pauseAfter(nanos, now - time, now));
        }
        standings.add(round);
        publish();
        logger().log(Level.TRACE, "samples {0}", round);
    }

    private void publish() {
        forTransposed = named(standings.inUseForTransposed());
        boolean again = choice.basis() == Basis.MEASURED && standings.isSettled();
        choice = new XnorKernelChoice(
                named(standings.inUse()),
                standings.isSettled() ? Basis.MEASURED : Basis.MEASURING,
                again ? choice.seconds() : standings.atNanos() / 1e9,
                again ? choice.cpuSeconds() : standings.nanos() / 1e9,
                standings.gops());
    }

    private XnorKernel named(String name) {
        XnorKernel found = null;
        for (XnorKernel kernel : kernels) {
            found = kernel.name().equals(name) ? kernel : found;
        }
        return found;
    }

    /** Returns the logger. It is no constant: a first prediction does not wait until there is a logger. */
    private static Logger logger() {
        return System.getLogger(XnorKernels.class.getName());
    }
}
