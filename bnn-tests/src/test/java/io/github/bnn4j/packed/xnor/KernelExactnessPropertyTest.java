package io.github.bnn4j.packed.xnor;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Every kernel counts what the obvious loop counts, and writes nothing else. */
class KernelExactnessPropertyTest {

    @Property(tries = 400)
    void smallProducts(
            @ForAll @IntRange(min = 1, max = 300) int inputs,
            @ForAll @IntRange(min = 1, max = 70) int outputs,
            @ForAll("rows") int rows,
            @ForAll long seed) {
        assertExact(rows, inputs, outputs, seed, KnownProduct.allKernels());
    }

    @Property(tries = 40)
    void manyInputs(
            @ForAll("manyInputs") int inputs,
            @ForAll @IntRange(min = 1, max = 10) int outputs,
            @ForAll @IntRange(min = 0, max = 5) int rows,
            @ForAll long seed) {
        assertExact(rows, inputs, outputs, seed, KnownProduct.allKernels());
    }

    @Property(tries = 40)
    void manyOutputs(
            @ForAll @IntRange(min = 1, max = 70) int inputs,
            @ForAll("manyOutputs") int outputs,
            @ForAll @IntRange(min = 0, max = 4) int rows,
            @ForAll long seed) {
        assertExact(rows, inputs, outputs, seed, KnownProduct.allKernels());
    }

    @Property(tries = 20)
    void manyRowsOfManyInputsForManyOutputs(
            @ForAll("manyRows") int rows,
            @ForAll @IntRange(min = 1000, max = 1100) int inputs,
            @ForAll @IntRange(min = 60, max = 70) int outputs,
            @ForAll long seed) {
        assertExact(rows, inputs, outputs, seed, XnorKernels.candidates());
    }

    /** Signs, and signs with zeros among them; where there are none, they can be left out as well. */
    private static void assertExact(int rows, int inputs, int outputs, long seed, List<XnorKernel> kernels) {
        KnownProduct.random(rows, inputs, outputs, seed).assertExactWith(kernels);
        KnownProduct.random(rows, inputs, outputs, seed).assertExactWithoutZerosWith(kernels);
        KnownProduct.randomWithZeros(rows, inputs, outputs, seed).assertExactWithoutZerosWith(kernels);
    }

    @Provide
    Arbitrary<Integer> rows() {
        return Arbitraries.of(0, 1, 2, 3, 17, 65, 130);
    }

    @Provide
    Arbitrary<Integer> manyRows() {
        return Arbitraries.of(63, 64, 65, 66, 129, 130);
    }

    @Provide
    Arbitrary<Integer> manyInputs() {
        return Arbitraries.oneOf(
                Arbitraries.of(64, 128, 192, 320, 512, 1024, 4096, 8192),
                Arbitraries.integers().between(4090, 4100),
                Arbitraries.integers().between(3960, 3980));
    }

    @Provide
    Arbitrary<Integer> manyOutputs() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1020, 1030),
                Arbitraries.integers().between(2046, 2050),
                Arbitraries.integers().between(4090, 4100),
                Arbitraries.integers().between(5000, 5200));
    }
}
