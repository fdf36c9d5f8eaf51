package io.github.bnn4j.packed.xnor;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernels, and the choice among them. Which one is the fastest depends on the processor and on the JVM's compiler, so
 * they are measured, from first use on, by a daemon thread in the background. The system property {@value #PROPERTY} names a
 * kernel to use instead.
 *
 * <p>How the choice is made:
 * <ul>
 *   <li>In short turns each kernel computes the same small product, and what counts is the CPU time of the thread (or
 *       elapsed time, in a JVM without the module java.management). Load beside it, or a quota, makes that take longer; it
 *       does not change the times.
 *   <li>At any moment the kernel that is the fastest so far is in use: row-major at first, as its few lines are compiled
 *       almost at once, and another one as soon as the JVM's compiler has made it faster. Weights that are in use are
 *       arranged anew then, by the next call. What comes transposed, in convolutions and in training, goes by the
 *       fastest of those that read it so: harley-seal at first.
 *   <li>The choice is settled, and {@link #best()} returns, once no kernel has become faster by a tenth for three quarters of
 *       a second of this thread's work (three seconds if one of them is not at the speed of optimized code: then the
 *       compiler is late, or there is none, as with {@code -Xint}), or for half a minute: after two to five seconds on an
 *       idle machine, after ten to sixty under heavy load, as the compiler has to wait as well, or where there are calls.
 *   <li>It is measured again, for some milliseconds, after twice the time, four times and so on, for at least ten minutes, and
 *       may change.
 *   <li>While there are calls, the thread works for a twenty-fifth of the time. It begins 0.3 s after the first use, and
 *       with the first product, or after 3 s, so as not to be in the way of a first prediction.
 * </ul>
 * The choice is logged at DEBUG by {@link System.Logger}, each sample at TRACE.
 */
public final class XnorKernels {

    /**
     * The system property that names the kernel: {@code reference, row-major, int-2x8, harley-seal}; for packed networks, and
     * for binary layers in DL4J as well. Another name is an IllegalArgumentException at first use.
     */
    public static final String PROPERTY = "io.github.bnn4j.packed.xnor";

    /** The other kernels do not pay for fewer outputs than this: vectors over them would be mostly empty. */
    private static final int FEW_OUTPUTS = 64;

    private static final XnorKernel ROW_MAJOR = new RowMajorKernel();
    private static final XnorKernel INT_2X8 = new Int2x8Kernel();
    private static final XnorKernel HARLEY_SEAL = new HarleySealKernel();
    private static final List<XnorKernel> CANDIDATES = List.of(ROW_MAJOR, INT_2X8, HARLEY_SEAL);
    private static final List<XnorKernel> READ_TRANSPOSED = List.of(HARLEY_SEAL, INT_2X8);

    private XnorKernels() {}

    /** Returns the kernels that {@link #best()} measures. */
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
        StringBuilder names = new StringBuilder();
        for (XnorKernel kernel : all) {
            if (kernel.name().equals(name)) {
                return kernel;
            }
            names.append(names.isEmpty() ? "" : ", ").append(kernel.name());
        }
        throw new IllegalArgumentException("There is no kernel '" + name + "': choose one of " + names);
    }

    /**
     * Waits for the measurement, if there has to be one.
     *
     * @return the kernel that the property names, or the one that is fastest here
     * @throws IllegalArgumentException if the property names none
     */
    public static XnorKernel best() {
        XnorKernel named = byProperty();
        return named == null ? Measured.RACE.settledChoice().kernel() : named;
    }

    /**
     * Says which kernel is in use, and why, without waiting. If it has to be measured, this begins it.
     *
     * @throws IllegalArgumentException if the property names no kernel
     */
    public static XnorKernelChoice choice() {
        XnorKernel named = byProperty();
        return named == null ? Measured.RACE.choice() : XnorKernelChoice.named(named);
    }

    /**
     * Checks the property, if it is set, without waiting.
     *
     * @throws IllegalArgumentException if it names no kernel; the message lists the names
     */
    public static void checkProperty() {
        byProperty();
    }

    private static XnorKernel byProperty() {
        String name = System.getProperty(PROPERTY);
        return name == null ? null : byName(name);
    }

    /**
     * Arranges weights for the kernel that suits them: the one in use, and others that follow, or row-major for few outputs.
     *
     * @throws IllegalArgumentException if the property names no kernel
     */
    public static XnorMatrix arrange(BitMatrix weights) {
        XnorKernel named = byProperty();
        if (named != null) {
            return named.arrange(weights);
        }
        return weights.rows() < FEW_OUTPUTS
                ? ROW_MAJOR.arrange(weights)
                : new AdaptiveMatrix(weights, Measured.RACE.choice().kernel(), Measured.RACE::inUse);
    }

    /**
     * Arranges as {@link #arrange(BitMatrix)} does, but without copying the words where possible: unless the property names a
     * kernel, it is one that reads them in this order, the fastest of these at present.
     *
     * @throws IllegalArgumentException if the property names no kernel
     */
    public static XnorMatrix arrange(TransposedWeights weights) {
        XnorKernel named = byProperty();
        return (named == null ? Measured.RACE.inUseForTransposed() : named).arrange(weights);
    }

    /** Begun once, by whoever is first. */
    private static final class Measured {

        static final KernelRace RACE = new KernelRace(CANDIDATES, READ_TRANSPOSED);

        static {
            Thread thread = new Thread(RACE, "bnn4j-kernel-race");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
