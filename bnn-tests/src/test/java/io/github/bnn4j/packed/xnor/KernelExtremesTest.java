package io.github.bnn4j.packed.xnor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts in narrow fields overflow first where all bits differ; 3968 inputs are 31 blocks of four ints. */
class KernelExtremesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 63, 64, 65, 127, 128, 3967, 3968, 3969, 4096, 4100, 7936, 7937, 12_345})
    void allBitsMismatch(int inputs) {
        new KnownProduct(SignRows.constant(3, inputs, 1), SignRows.constant(5, inputs, -1))
                .assertExactWith(KnownProduct.allKernels());
        new KnownProduct(SignRows.constant(3, inputs, -1), SignRows.constant(5, inputs, 1))
                .assertExactWith(KnownProduct.allKernels());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 63, 64, 65, 127, 128, 3967, 3968, 3969, 4096, 4100, 7936, 7937, 12_345})
    void noBitMismatches(int inputs) {
        new KnownProduct(SignRows.constant(3, inputs, 1), SignRows.constant(5, inputs, 1))
                .assertExactWith(KnownProduct.allKernels());
        new KnownProduct(SignRows.constant(3, inputs, -1), SignRows.constant(5, inputs, -1))
                .assertExactWith(KnownProduct.allKernels());
    }
}
