package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdaptiveMatrixTest {

    private static final int INPUTS = 200;
    private static final int OUTPUTS = 100;
    private static final int ROWS = 5;

    private final BitMatrix weights = SignRows.matrix(SignRows.random(OUTPUTS, INPUTS, 2));
    private final long[] activations = SignRows.pack(SignRows.random(ROWS, INPUTS, 1));
    private final long[] others = SignRows.pack(SignRows.random(ROWS, INPUTS, 3));
    private final int[][] expected = counts(new ReferenceKernel().arrange(weights));

    private int[][] counts(XnorMatrix matrix) {
        int[][] counts = new int[ROWS][OUTPUTS];
        matrix.mismatches(activations, ROWS, counts);
        return counts;
    }

    @Test
    void isExactInEveryOrderAndFromEachToEach() {
        List<XnorKernel> kernels = KnownProduct.allKernels();
        for (XnorKernel first : kernels) {
            for (XnorKernel second : kernels) {
                XnorKernel[] inUse = {first};
                XnorMatrix matrix = new AdaptiveMatrix(weights, first, () -> inUse[0]);
                assertThat(counts(matrix)).isDeepEqualTo(expected);
                inUse[0] = second;
                assertThat(counts(matrix)).isDeepEqualTo(expected);
                assertThat(matrix.weights()).isEqualTo(weights);
                assertThat(matrix.inputs()).isEqualTo(INPUTS);
                assertThat(matrix.outputs()).isEqualTo(OUTPUTS);
            }
        }
    }

    /** The kernels change all the time, under the feet of the callers. */
    @Test
    void isExactForManyCallersWhileKernelsChange() {
        List<XnorKernel> kernels = KnownProduct.allKernels();
        SplittableRandom random = new SplittableRandom(1);
        XnorMatrix matrix = new AdaptiveMatrix(weights, kernels.get(0), () -> {
            synchronized (random) {
                return kernels.get(random.nextInt(kernels.size()));
            }
        });

        assertThat(IntStream.range(0, 2000).parallel().mapToObj(i -> counts(matrix)))
                .allSatisfy(counts -> assertThat(counts).isDeepEqualTo(expected));
    }

    @Test
    void countsWithoutZerosByTheKernelsOwnWay() {
        int[][] withZeros = new int[ROWS][OUTPUTS];
        new HarleySealKernel().arrange(weights).mismatches(activations, others, ROWS, withZeros);
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        XnorKernel kernel = new Watched("watched", new HarleySealKernel(), calls, new ArrayList<>());

        int[][] counts = new int[ROWS][OUTPUTS];
        new AdaptiveMatrix(weights, kernel, () -> kernel).mismatches(activations, others, ROWS, counts);

        assertThat(counts).isDeepEqualTo(withZeros);
        assertThat(calls).containsExactly("watched without zeros");
    }

    @Test
    void usesTheKernelInUseFromTheNextCallOn() {
        List<String> calls = new ArrayList<>();
        XnorKernel first = new Watched("first", new RowMajorKernel(), calls, new ArrayList<>());
        XnorKernel second = new Watched("second", new Int2x8Kernel(), calls, new ArrayList<>());
        XnorKernel[] inUse = {first};
        XnorMatrix matrix = new AdaptiveMatrix(weights, first, () -> inUse[0]);

        counts(matrix);
        inUse[0] = second;
        counts(matrix);
        counts(matrix);

        assertThat(calls).containsExactly("first", "second", "second");
    }

    @Test
    void keepsNothingOfTheOldOrder() throws InterruptedException {
        List<WeakReference<XnorMatrix>> arranged = new ArrayList<>();
        XnorKernel first = new Watched("first", new Int2x8Kernel(), new ArrayList<>(), arranged);
        XnorKernel second = new Watched("second", new RowMajorKernel(), new ArrayList<>(), new ArrayList<>());
        XnorKernel[] inUse = {first};
        XnorMatrix matrix = new AdaptiveMatrix(weights, first, () -> inUse[0]);
        counts(matrix);
        inUse[0] = second;
        counts(matrix);

        for (int i = 0; i < 100 && arranged.get(0).get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(arranged).hasSize(1);
        assertThat(arranged.get(0).get()).isNull();
        assertThat(counts(matrix)).isDeepEqualTo(expected);
    }

    /** The words of transposed weights are half of what such a matrix needs: the next one takes them over. */
    @Test
    void kernelsOfTheSameOrderShareTheWords() {
        TransposedMatrix int2x8 = (TransposedMatrix) new Int2x8Kernel().arrange(weights);
        List<TransposedWeights> given = new ArrayList<>();
        XnorKernel taking = new XnorKernel() {
            @Override
            public String name() {
                return "taking";
            }

            @Override
            public XnorMatrix arrange(BitMatrix weights) {
                throw new AssertionError("was copied");
            }

            @Override
            public XnorMatrix arrange(TransposedWeights weights) {
                given.add(weights);
                return new HarleySealKernel().arrange(weights);
            }
        };
        XnorKernel start = new XnorKernel() {
            @Override
            public String name() {
                return "start";
            }

            @Override
            public XnorMatrix arrange(BitMatrix weights) {
                return int2x8;
            }
        };

        assertThat(counts(new AdaptiveMatrix(weights, start, () -> taking))).isDeepEqualTo(expected);
        assertThat(given).singleElement().isSameAs(int2x8.transposed());
    }

    /** A kernel that tells what it is used for. */
    private record Watched(String name, XnorKernel kernel, List<String> calls, List<WeakReference<XnorMatrix>> arranged)
            implements XnorKernel {

        @Override
        public XnorMatrix arrange(BitMatrix weights) {
            XnorMatrix matrix = kernel.arrange(weights);
            XnorMatrix watched = new XnorMatrix() {
                @Override
                public int inputs() {
                    return matrix.inputs();
                }

                @Override
                public int outputs() {
                    return matrix.outputs();
                }

                @Override
                public void mismatches(long[] activations, int rows, int[][] counts, int from, int to) {
                    calls.add(name);
                    matrix.mismatches(activations, rows, counts, from, to);
                }

                @Override
                public void mismatches(long[] zerosNegative, long[] zerosPositive, int rows, int[][] counts) {
                    calls.add(name + " without zeros");
                    matrix.mismatches(zerosNegative, zerosPositive, rows, counts);
                }

                @Override
                public BitMatrix weights() {
                    return matrix.weights();
                }
            };
            arranged.add(new WeakReference<>(watched));
            return watched;
        }
    }
}
