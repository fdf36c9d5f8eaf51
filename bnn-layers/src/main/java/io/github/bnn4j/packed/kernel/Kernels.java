package io.github.bnn4j.packed.kernel;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The kernels, and the choice among them. Which one is the fastest depends on the processor and on the JVM's compiler, so
 * {@link #best()} measures, once, at first use, for about a sixth of a second. The system property
 * {@value #PROPERTY} names a kernel to use instead; the choice is logged once, at DEBUG, by {@link System.Logger}.
 */
public final class Kernels {

    /** The system property that names the kernel: {@code reference, row-major, int-2x8, harley-seal}. */
    public static final String PROPERTY = "io.github.bnn4j.packed.kernel";

    /** With fewer outputs than this, vectors over the outputs are mostly empty. */
    private static final int FEW_OUTPUTS = 64;

    private static final XnorKernel ROW_MAJOR = new RowMajorKernel();
    private static final List<XnorKernel> CANDIDATES = List.of(ROW_MAJOR, new Int2x8Kernel(), new HarleySealKernel());

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
        List<XnorKernel> all = List.of(new ReferenceKernel(), CANDIDATES.get(0), CANDIDATES.get(1), CANDIDATES.get(2));
        return all.stream()
                .filter(kernel -> kernel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no kernel '" + name + "': choose one of "
                        + all.stream().map(XnorKernel::name).collect(Collectors.joining(", "))));
    }

    /**
     * @return the kernel that the property names, or the one that is fastest here
     * @throws IllegalArgumentException if the property names none
     */
    public static XnorKernel best() {
        String name = System.getProperty(PROPERTY);
        return name == null ? Measured.BEST : byName(name);
    }

    /** Arranges weights for the kernel that suits them: {@link #best()}, or row-major for few outputs. */
    public static XnorMatrix arrange(BitMatrix weights) {
        boolean few = weights.rows() < FEW_OUTPUTS && System.getProperty(PROPERTY) == null;
        return (few ? ROW_MAJOR : best()).arrange(weights);
    }

    /** Initialized once, by whoever is first. */
    private static final class Measured {
        static final XnorKernel BEST = new KernelRace(CANDIDATES).winner();
    }
}
