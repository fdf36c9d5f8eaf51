package io.github.bnn4j.packed.xnor;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Tells which kernel multiplies at present, and why: {@code "int-2x8, measured in 1.2 s (CPU 0.4 s): row-major 171, int-2x8
 * 685, harley-seal 349 Gop/s"}.
 *
 * @param kernel what products of 64 outputs and more go by; those of fewer are row-major, unless the property names a kernel
 * @param basis why
 * @param seconds that the measurement has taken so far, or took; 0 if there is none
 * @param cpuSeconds how much of that the kernels were at work, in CPU time of the thread that measures
 * @param gops the rate of each kernel, in billions of operations a second, two for each weight, on a small product; empty as
 *     long as there is none
 */
public record XnorKernelChoice(
        XnorKernel kernel, Basis basis, double seconds, double cpuSeconds, Map<String, Double> gops) {

    /** Tells what a choice rests on. */
    public enum Basis {
        /** The system property {@value XnorKernels#PROPERTY} names the kernel. */
        NAMED(""),
        /** The measurement goes on; the choice rests on what it has so far. */
        MEASURING("meanwhile: still measuring, for "),
        /** The choice rests on the measurement. */
        MEASURED("measured in "),
        /** The measurement failed; the choice rests on what it had by then. */
        FAILED("the measurement failed after ");

        /** They stand before the time. */
        private final String words;

        Basis(String words) {
            this.words = words;
        }
    }

    /** The rates are copied. */
    public XnorKernelChoice {
        Objects.requireNonNull(kernel);
        Objects.requireNonNull(basis);
        gops = Map.copyOf(gops);
    }

    static XnorKernelChoice named(XnorKernel kernel) {
        return new XnorKernelChoice(kernel, Basis.NAMED, 0, 0, Map.of());
    }

    /** Tells why it is this kernel, in words, and the measured rates. */
    public String reason() {
        if (basis == Basis.NAMED) {
            return "named by the system property " + XnorKernels.PROPERTY;
        }
        if (basis == Basis.MEASURING && gops.isEmpty()) {
            return "meanwhile: the measurement begins";
        }
        return basis.words + times() + rates();
    }

    private String times() {
        return String.format(Locale.ROOT, "%.1f s (CPU %.2f s)", seconds, cpuSeconds);
    }

    private String rates() {
        StringBuilder text = new StringBuilder();
        for (XnorKernel candidate : XnorKernels.candidates()) {
            Double rate = gops.get(candidate.name());
            if (rate != null) {
                text.append(text.isEmpty() ? ": " : ", ");
                text.append(candidate.name()).append(' ').append(Math.round(rate));
            }
        }
        return text.append(text.isEmpty() ? "" : " Gop/s").toString();
    }

    @Override
    public String toString() {
        return kernel.name() + ", " + reason();
    }
}
