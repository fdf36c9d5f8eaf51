package io.github.bnn4j.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Elements are read from an array of any shape in the order of its indices, however it lies in memory. */
public final class Elements {

    private Elements() {}

    public static double[] doubles(INDArray array) {
        return inOrder(array, DataType.DOUBLE).toDoubleVector();
    }

    public static float[] floats(INDArray array) {
        return inOrder(array, DataType.FLOAT).toFloatVector();
    }

    private static INDArray inOrder(INDArray array, DataType type) {
        return array.castTo(type).dup('c').reshape('c', new long[] {array.length()});
    }

    /** No element of the matrix differs by more than the tolerance, which is absolute. */
    public static void assertClose(String what, INDArray actual, double[][] expected, double tolerance) {
        assertThat(actual.shape()).as(what).containsExactly(expected.length, expected[0].length);
        for (int row = 0; row < expected.length; row++) {
            for (int column = 0; column < expected[row].length; column++) {
                assertThat(actual.getDouble(row, column))
                        .as("%s [%d, %d]", what, row, column)
                        .isCloseTo(expected[row][column], within(tolerance));
            }
        }
    }
}
