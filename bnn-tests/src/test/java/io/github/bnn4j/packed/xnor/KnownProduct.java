package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Activations and weights of which the mismatches are known.
 *
 * @param activations signs, or zeros, which do not count, {@code [rows][K]}
 * @param weights signs, {@code [N][K]}
 */
record KnownProduct(int[][] activations, int[][] weights) {

    private static final int MARK = 0x5A5A5A5A;
    private static final int SPARE = 3;

    static KnownProduct random(int rows, int inputs, int outputs, long seed) {
        return new KnownProduct(SignRows.random(rows, inputs, seed), SignRows.random(outputs, inputs, ~seed));
    }

    /** About a third of the activations are 0. */
    static KnownProduct randomWithZeros(int rows, int inputs, int outputs, long seed) {
        var random = new Random(seed + 1);
        KnownProduct product = random(rows, inputs, outputs, seed);
        for (int[] row : product.activations) {
            Arrays.setAll(row, i -> random.nextInt(3) == 0 ? 0 : row[i]);
        }
        return product;
    }

    static List<XnorKernel> allKernels() {
        List<XnorKernel> all = new ArrayList<>(XnorKernels.candidates());
        all.add(new ReferenceKernel());
        return all;
    }

    void assertExactWith(List<XnorKernel> kernels) {
        int[][] expected = expected();
        for (XnorKernel kernel : kernels) {
            assertThat(countsOf(kernel)).as(title(kernel)).isDeepEqualTo(expected);
        }
    }

    void assertExactWithoutZerosWith(List<XnorKernel> kernels) {
        int[][] expected = expected();
        for (XnorKernel kernel : kernels) {
            assertThat(countsWithoutZeros(kernel)).as(title(kernel)).isDeepEqualTo(expected);
        }
    }

    private String title(XnorKernel kernel) {
        return "%s, %d x %d x %d".formatted(kernel.name(), activations.length, weights[0].length, weights.length);
    }

    /** Mismatches, in arrays with marks behind each row and behind all rows. */
    private int[][] expected() {
        int[][] expected = marked();
        for (int row = 0; row < activations.length; row++) {
            for (int n = 0; n < weights.length; n++) {
                int count = 0;
                for (int k = 0; k < weights[n].length; k++) {
                    count += activations[row][k] == -weights[n][k] ? 1 : 0;
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

    private int[][] countsWithoutZeros(XnorKernel kernel) {
        int[][] counts = marked();
        long[] negative = SignRows.pack(zerosAs(-1));
        long[] positive = SignRows.pack(zerosAs(1));
        long[] negativeBefore = negative.clone();
        long[] positiveBefore = positive.clone();
        kernel.arrange(SignRows.matrix(weights)).mismatches(negative, positive, activations.length, counts);
        assertThat(negative).as("activations are not modified").isEqualTo(negativeBefore);
        assertThat(positive).as("activations are not modified").isEqualTo(positiveBefore);
        return counts;
    }

    private int[][] zerosAs(int sign) {
        return Arrays.stream(activations)
                .map(row -> Arrays.stream(row).map(x -> x == 0 ? sign : x).toArray())
                .toArray(int[][]::new);
    }

    private int[][] marked() {
        int[][] counts = new int[activations.length + SPARE][weights.length + SPARE];
        for (int[] row : counts) {
            Arrays.fill(row, MARK);
        }
        return counts;
    }
}
