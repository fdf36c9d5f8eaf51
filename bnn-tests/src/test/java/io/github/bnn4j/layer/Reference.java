package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.Assertions;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Slow, obvious arithmetic on plain arrays, and comparisons with it. */
final class Reference {

    private Reference() {}

    /** {@code H * sign(w)}, zero being positive. */
    static INDArray signed(INDArray w, double h) {
        INDArray signed = Nd4j.create(w.dataType(), w.shape());
        for (long i = 0; i < w.size(0); i++) {
            for (long j = 0; j < w.size(1); j++) {
                signed.putScalar(i, j, w.getDouble(i, j) >= 0 ? h : -h);
            }
        }
        return signed;
    }

    static double[][] multiply(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    static double[][] transpose(double[][] a) {
        double[][] transposed = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                transposed[j][i] = a[i][j];
            }
        }
        return transposed;
    }

    static double[][] values(INDArray matrix) {
        return matrix.castTo(DataType.DOUBLE).toDoubleMatrix();
    }

    static void assertSame(INDArray actual, INDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.dataType()).isEqualTo(expected.dataType());
        assertThat(values(actual)).isDeepEqualTo(values(expected));
    }

    static void assertClose(INDArray actual, INDArray expected, double tolerance) {
        assertClose(actual, values(expected), tolerance);
    }

    /** Absolute, in units of the largest expected value: sums that cancel are as good as their terms. */
    static void assertClose(INDArray actual, double[][] expected, double tolerance) {
        assertThat(actual.shape()).containsExactly(expected.length, expected[0].length);
        double largest = 0;
        for (double[] row : expected) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        assertThat(largest)
                .as("an expectation of nothing but zeros tests nothing")
                .isPositive();
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[0].length; j++) {
                assertThat(actual.getDouble(i, j))
                        .as("[%d, %d]", i, j)
                        .isCloseTo(expected[i][j], Assertions.within(tolerance * largest));
            }
        }
    }
}
