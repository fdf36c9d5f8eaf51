package io.github.bnn4j.quantizer;

import java.util.List;
import java.util.stream.Stream;

/** The library's quantizers, each with its defaults and with other options. */
public final class Quantizers {

    private Quantizers() {}

    public static List<Quantizer> all() {
        return Stream.of(elementwise(), kernelsOnly()).flatMap(List::stream).toList();
    }

    /** Those that look at each value alone: they apply to activations. */
    public static List<Quantizer> elementwise() {
        return List.of(
                new SteSign(),
                new SteSign(1.25),
                new SteSign(Double.POSITIVE_INFINITY),
                new StochasticSign(),
                new StochasticSign(StochasticSign.Inference.EXPECTED_VALUE),
                new ApproxSign(),
                new SwishSign(),
                new SwishSign(1.5),
                new SteHeaviside(),
                new SteHeaviside(0.5),
                new SteTernary(),
                new SteTernary(0),
                new SteTernary(0.5));
    }

    /** Those that measure the whole kernel. */
    public static List<Quantizer> kernelsOnly() {
        return List.of(
                new MagnitudeAwareSign(),
                new MagnitudeAwareSign(0.5),
                new MagnitudeAwareSign(Double.POSITIVE_INFINITY),
                SteTernary.weightScaled());
    }

    /** All that may quantize a kernel: all but the {0, 1} ones. */
    public static List<Quantizer> forKernels() {
        return all().stream().filter(q -> !(q instanceof SteHeaviside)).toList();
    }
}
