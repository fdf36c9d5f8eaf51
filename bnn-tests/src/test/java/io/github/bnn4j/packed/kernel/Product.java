package io.github.bnn4j.packed.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Activations and weights of which the mismatches are known.
 *
 * @param activations signs, {@code [rows][K]}
 * @param weights signs, {@code [N][K]}
 */
record Product(int[][] activations, int[][] weights) {

    private static final int MARK = 0x5A5A5A5A;
    private static final int SPARE = 3;

    static Product random(int rows, int inputs, int outputs, long seed) {
        return new Product(SignRows.random(rows, inputs, seed), SignRows.random(outputs, inputs, ~seed));
    }

    static List<XnorKernel> allKernels() {
        List<XnorKernel> all = new ArrayList<>(Kernels.candidates());
        all.add(new ReferenceKernel());
        return all;
    }

    void assertExactWith(List<XnorKernel> kernels) {
        int[][] expected = expected();
        for (XnorKernel kernel : kernels) {
            assertThat(countsOf(kernel))
                    .as("%s, %d x %d x %d", kernel.name(), activations.length, weights[0].length, weights.length)
                    .isDeepEqualTo(expected);
        }
    }

    /** Mismatches, in arrays with marks behind each row and behind all rows. */
    private int[][] expected() {
        int[][] expected = marked();
        for (int row = 0; row < activations.length; row++) {
            for (int n = 0; n < weights.length; n++) {
                int count = 0;
                for (int k = 0; k < weights[n].length; k++) {
                    count += activations[row][k] == weights[n][k] ? 0 : 1;
                }
                expected[row][n] = count;
            }
        }
        return expected;
    }

    private int[][] countsOf(XnorKernel kernel) {
        int[][] counts = marked();
        long[] packed = SignRows.pack(activations);
        long[] before = packed.clone();
        kernel.arrange(SignRows.matrix(weights)).mismatches(packed, activations.length, counts);
        assertThat(packed).as("activations are not modified").isEqualTo(before);
        return counts;
    }

    private int[][] marked() {
        int[][] counts = new int[activations.length + SPARE][weights.length + SPARE];
        for (int[] row : counts) {
            Arrays.fill(row, MARK);
        }
        return counts;
    }
}
