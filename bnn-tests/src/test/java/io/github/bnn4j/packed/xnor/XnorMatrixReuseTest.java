package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class XnorMatrixReuseTest {

    private static final int INPUTS = 200;
    private static final int OUTPUTS = 100;
    private static final int ROWS = 9;

    private final long[] activations = SignRows.pack(SignRows.random(ROWS, INPUTS, 1));

    @ParameterizedTest
    @MethodSource("io.github.bnn4j.packed.xnor.KnownProduct#allKernels")
    void overwritesTheCountsOfTheCallBefore(XnorKernel kernel) {
        XnorMatrix matrix = matrix(kernel);
        int[][] once = counts(matrix);
        int[][] twice = counts(matrix);
        matrix.mismatches(activations, ROWS, twice);

        assertThat(twice).isDeepEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("io.github.bnn4j.packed.xnor.KnownProduct#allKernels")
    void servesManyThreads(XnorKernel kernel) {
        XnorMatrix matrix = matrix(kernel);
        int[][] alone = counts(matrix);

        assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> counts(matrix)))
                .allSatisfy(counts -> assertThat(counts).isDeepEqualTo(alone));
    }

    private static XnorMatrix matrix(XnorKernel kernel) {
        return kernel.arrange(SignRows.matrix(SignRows.random(OUTPUTS, INPUTS, 2)));
    }

    private int[][] counts(XnorMatrix matrix) {
        int[][] counts = new int[ROWS][OUTPUTS];
        matrix.mismatches(activations, ROWS, counts);
        return counts;
    }
}
