package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A product that several threads share. */
class SomeOutputsTest {

    private static final int INPUTS = 333;
    private static final int OUTPUTS = 200;
    private static final int ROWS = 5;

    private final long[] activations = SignRows.pack(SignRows.random(ROWS, INPUTS, 1));
    private final int[][] weights = SignRows.random(OUTPUTS, INPUTS, 2);

    @ParameterizedTest
    @MethodSource("io.github.bnn4j.packed.xnor.KnownProduct#allKernels")
    void areCountedAndTheOthersLeftAsTheyAre(XnorKernel kernel) {
        assertRanges(kernel.arrange(SignRows.matrix(weights)));
    }

    @Test
    void areCountedByWhatIsChosenToo() {
        assertRanges(XnorKernels.arrange(SignRows.matrix(weights)));
    }

    private void assertRanges(XnorMatrix matrix) {
        int[][] all = new int[ROWS][OUTPUTS];
        matrix.mismatches(activations, ROWS, all);
        for (int[] range : new int[][] {{0, 64}, {64, 200}, {1, 2}, {17, 163}, {200, 200}, {0, 200}}) {
            int[][] some = new int[ROWS][OUTPUTS];
            for (int[] row : some) {
                Arrays.fill(row, -7);
            }

            matrix.mismatches(activations, ROWS, some, range[0], range[1]);

            for (int b = 0; b < ROWS; b++) {
                int[] expected = all[b].clone();
                Arrays.fill(expected, 0, range[0], -7);
                Arrays.fill(expected, range[1], OUTPUTS, -7);
                assertThat(some[b]).isEqualTo(expected);
            }
        }
    }
}
