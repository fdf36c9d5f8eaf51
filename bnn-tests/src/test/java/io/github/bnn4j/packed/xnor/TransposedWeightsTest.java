package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Weights that come with the outputs side by side are the same weights, for every kernel. */
class TransposedWeightsTest {

    @Property(tries = 150)
    void everyKernelTakesThem(
            @ForAll @IntRange(min = 1, max = 300) int inputs,
            @ForAll @IntRange(min = 1, max = 70) int outputs,
            @ForAll @IntRange(max = 12) int rows,
            @ForAll long seed) {
        int[][] x = SignRows.random(rows, inputs, seed);
        int[][] w = SignRows.random(outputs, inputs, ~seed);
        int[][] words = words(w);
        TransposedWeights weights = new TransposedWeights(inputs, outputs, words);
        for (XnorKernel kernel : KnownProduct.allKernels()) {
            XnorMatrix matrix = kernel.arrange(weights);
            assertThat(matrix.inputs()).isEqualTo(inputs);
            assertThat(matrix.outputs()).isEqualTo(outputs);
            assertThat(matrix.weights()).as(kernel.name()).isEqualTo(SignRows.matrix(w));
            assertThat(counts(matrix, x)).as(kernel.name()).isDeepEqualTo(mismatches(x, w));
            assertThat(counts(matrix, x))
                    .as(kernel.name())
                    .isDeepEqualTo(counts(kernel.arrange(SignRows.matrix(w)), x));
        }
        assertThat(words).as("words are not modified").isDeepEqualTo(words(w));
    }

    /** As in training: the same words hold other weights when the next product is arranged. */
    @Property(tries = 60)
    void changedWords(
            @ForAll @IntRange(min = 1, max = 200) int inputs,
            @ForAll @IntRange(min = 1, max = 70) int outputs,
            @ForAll long seed) {
        int[][] x = SignRows.random(3, inputs, seed);
        for (XnorKernel kernel : KnownProduct.allKernels()) {
            int[][] words = new int[(inputs + 31) / 32][outputs];
            TransposedWeights weights = new TransposedWeights(inputs, outputs, words);
            for (int step = 0; step < 3; step++) {
                int[][] w = SignRows.random(outputs, inputs, seed + step + 1);
                int[][] next = words(w);
                for (int k = 0; k < words.length; k++) {
                    System.arraycopy(next[k], 0, words[k], 0, outputs);
                }
                assertThat(counts(kernel.arrange(weights), x))
                        .as("%s, step %d", kernel.name(), step)
                        .isDeepEqualTo(mismatches(x, w));
            }
        }
    }

    @Property(tries = 30)
    void theChosenKernelTakesThem(
            @ForAll @IntRange(min = 1, max = 100) int inputs,
            @ForAll @IntRange(min = 1, max = 70) int outputs,
            @ForAll long seed) {
        int[][] x = SignRows.random(4, inputs, seed);
        int[][] w = SignRows.random(outputs, inputs, ~seed);
        TransposedWeights weights = new TransposedWeights(inputs, outputs, words(w));
        assertThat(counts(XnorKernels.arrange(weights), x)).isDeepEqualTo(mismatches(x, w));
        for (XnorKernel kernel : KnownProduct.allKernels()) {
            try (KernelProperty property = KernelProperty.set(kernel.name())) {
                assertThat(counts(XnorKernels.arrange(weights), x)).isDeepEqualTo(mismatches(x, w));
            }
        }
    }

    /** As the Javadoc of {@link TransposedWeights} has it. */
    private static int[][] words(int[][] w) {
        int[][] words = new int[(w[0].length + 31) / 32][w.length];
        for (int n = 0; n < w.length; n++) {
            for (int k = 0; k < w[n].length; k++) {
                if (w[n][k] == 1) {
                    words[k / 32][n] |= 1 << (k % 32);
                }
            }
        }
        return words;
    }

    private static int[][] counts(XnorMatrix matrix, int[][] x) {
        int[][] counts = new int[x.length][matrix.outputs()];
        matrix.mismatches(SignRows.pack(x), x.length, counts);
        return counts;
    }

    private static int[][] mismatches(int[][] x, int[][] w) {
        int[][] counts = new int[x.length][w.length];
        for (int row = 0; row < x.length; row++) {
            for (int n = 0; n < w.length; n++) {
                for (int k = 0; k < w[n].length; k++) {
                    counts[row][n] += x[row][k] == w[n][k] ? 0 : 1;
                }
            }
        }
        return counts;
    }
}
