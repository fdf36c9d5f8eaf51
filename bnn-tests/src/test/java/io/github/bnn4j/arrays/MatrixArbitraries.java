package io.github.bnn4j.arrays;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.nd4j.linalg.api.buffer.DataType;

/** Small matrices of numbers that are likely to go wrong. */
public final class MatrixArbitraries {

    private static final List<Double> FINITE_EXTREMES = List.of(
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            -0.5,
            2.0,
            -2.0,
            (double) Math.nextUp(1f),
            (double) -Math.nextUp(1f),
            (double) Math.nextDown(1f),
            (double) Float.MIN_VALUE,
            (double) -Float.MIN_VALUE,
            (double) Float.MIN_NORMAL,
            (double) -Float.MIN_NORMAL,
            (double) Float.MAX_VALUE,
            (double) -Float.MAX_VALUE);

    private static final List<Double> NOT_FINITE =
            List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private MatrixArbitraries() {}

    public static Arbitrary<DataType> types() {
        return Arbitraries.of(DataType.FLOAT, DataType.DOUBLE);
    }

    /** Values that FLOAT holds exactly: zeros of both signs, denormals, infinities and NaN among them. */
    public static Arbitrary<double[][]> anyNumbers() {
        return matrices(Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, ordinary()),
                net.jqwik.api.Tuple.of(3, Arbitraries.of(FINITE_EXTREMES)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(NOT_FINITE))));
    }

    /** As {@link #anyNumbers()}, without NaN and infinities. */
    public static Arbitrary<double[][]> finiteNumbers() {
        return matrices(Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(2, ordinary()), net.jqwik.api.Tuple.of(1, Arbitraries.of(FINITE_EXTREMES))));
    }

    /** Of magnitude at most 3, and not tiny. */
    public static Arbitrary<double[][]> ordinaryNumbers() {
        return matrices(ordinary());
    }

    private static Arbitrary<Double> ordinary() {
        return Arbitraries.doubles().between(-3, 3).ofScale(6).map(x -> (double) (float) (double) x);
    }

    private static Arbitrary<double[][]> matrices(Arbitrary<Double> numbers) {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 6);
        return Combinators.combine(sizes, sizes)
                .flatAs((rows, columns) -> numbers.list().ofSize(rows * columns).map(values -> {
                    double[][] matrix = new double[rows][columns];
                    for (int i = 0; i < rows * columns; i++) {
                        matrix[i / columns][i % columns] = values.get(i);
                    }
                    return matrix;
                }));
    }
}
