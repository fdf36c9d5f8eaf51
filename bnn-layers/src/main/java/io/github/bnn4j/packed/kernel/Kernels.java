package io.github.bnn4j.packed.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The kernels, and the choice among them. Which one is the fastest depends on the processor and on the JVM's compiler, so
 * they are measured, once, from first use on, by a thread in the background that takes one to two seconds: the JVM needs some
 * time to compile them. Until it is done, products are row-major. The system property {@value #PROPERTY} names a kernel to
 * use instead. The choice is logged once, at DEBUG, by {@link System.Logger}.
 */
public final class Kernels {

    /**
     * The system property that names the kernel: {@code reference, row-major, int-2x8, harley-seal}; for packed networks, and
     * for binary layers in DL4J as well. Another name is an IllegalArgumentException at first use.
     */
    public static final String PROPERTY = "io.github.bnn4j.packed.kernel";

    /** With fewer outputs than this, vectors over the outputs are mostly empty. */
    private static final int FEW_OUTPUTS = 64;

    private static final XnorKernel ROW_MAJOR = new RowMajorKernel();
    private static final XnorKernel HARLEY_SEAL = new HarleySealKernel();
    private static final List<XnorKernel> CANDIDATES = List.of(ROW_MAJOR, new Int2x8Kernel(), HARLEY_SEAL);

    private Kernels() {}

    /** The kernels that {@link #best()} measures. */
    public static List<XnorKernel> candidates() {
        return CANDIDATES;
    }

    /**
     * @return the kernel with this name
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static XnorKernel byName(String name) {
        List<XnorKernel> all = new ArrayList<>(List.of(new ReferenceKernel()));
        all.addAll(CANDIDATES);
        return all.stream()
                .filter(kernel -> kernel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no kernel '" + name + "': choose one of "
                        + all.stream().map(XnorKernel::name).collect(Collectors.joining(", "))));
    }

    /**
     * Waits for the measurement, if there has to be one.
     *
     * @return the kernel that the property names, or the one that is fastest here
     * @throws IllegalArgumentException if the property names none
     */
    public static XnorKernel best() {
        String name = System.getProperty(PROPERTY);
        return name == null ? Measured.BEST.join() : byName(name);
    }

    /** Whether {@link #best()} would return at once. */
    static boolean isDecided() {
        return System.getProperty(PROPERTY) != null || Measured.BEST.isDone();
    }

    /**
     * Arranges weights for the kernel that suits them: {@link #best()}, once it is known, or row-major for few outputs.
     *
     * @throws IllegalArgumentException if the property names no kernel
     */
    public static XnorMatrix arrange(BitMatrix weights) {
        if (System.getProperty(PROPERTY) == null && weights.rows() < FEW_OUTPUTS) {
            return ROW_MAJOR.arrange(weights);
        }
        return isDecided() ? best().arrange(weights) : new AdaptiveMatrix(ROW_MAJOR.arrange(weights));
    }

    /**
     * As {@link #arrange(BitMatrix)}, without copying the words where possible. Until the measurement is done, the kernel is
     * one that reads them in this order.
     *
     * @throws IllegalArgumentException if the property names no kernel
     */
    public static XnorMatrix arrange(TransposedWeights weights) {
        return (isDecided() ? best() : HARLEY_SEAL).arrange(weights);
    }

    /** Initialized once, by whoever is first. */
    private static final class Measured {

        /** A measurement that fails, for want of memory, say, is no reason not to predict. */
        static final CompletableFuture<XnorKernel> BEST = CompletableFuture.supplyAsync(
                        () -> new KernelRace(CANDIDATES).winner(), Measured::startDaemon)
                .exceptionally(failure -> ROW_MAJOR);

        private static void startDaemon(Runnable race) {
            Thread thread = new Thread(race, "bnn4j-kernel-race");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
