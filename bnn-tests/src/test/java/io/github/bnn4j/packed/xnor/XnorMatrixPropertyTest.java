package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.bits.BitMatrix;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class XnorMatrixPropertyTest {

    @Property(tries = 300)
    void givesBackTheWeights(
            @ForAll @IntRange(min = 1, max = 300) int inputs,
            @ForAll @IntRange(min = 1, max = 70) int outputs,
            @ForAll long seed) {
        BitMatrix weights = SignRows.matrix(SignRows.random(outputs, inputs, seed));

        assertThat(KnownProduct.allKernels()).allSatisfy(kernel -> {
            XnorMatrix matrix = kernel.arrange(weights);
            assertThat(matrix.weights()).isEqualTo(weights);
            assertThat(matrix.inputs()).isEqualTo(inputs);
            assertThat(matrix.outputs()).isEqualTo(outputs);
        });
    }
}
