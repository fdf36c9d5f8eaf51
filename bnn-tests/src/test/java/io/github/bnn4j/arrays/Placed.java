package io.github.bnn4j.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A matrix, which may be a part of a larger array. */
public record Placed(INDArray parent, INDArray matrix) {

    static final double SURROUNDINGS = 77;

    /** Element by element: ND4J's own bulk copies are not what is tested. */
    void write(double[][] values) {
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                matrix.putScalar(new int[] {row, column}, values[row][column]);
            }
        }
    }

    public double[][] read() {
        double[][] values = new double[(int) matrix.size(0)][(int) matrix.size(1)];
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                values[row][column] = matrix.getDouble(row, column);
            }
        }
        return values;
    }

    /** Exactly these numbers, NaN where NaN is expected. */
    public void assertHolds(String description, double[][] expected) {
        double[][] actual = read();
        assertThat(actual).as(description).hasDimensions(expected.length, expected[0].length);
        for (int row = 0; row < expected.length; row++) {
            assertThat(actual[row]).as("%s, row %s", description, row).containsExactly(expected[row]);
        }
    }

    /** What lies around the matrix is as it was; overwrites the matrix. */
    public void assertSurroundingsUntouched() {
        double[][] filler = read();
        for (double[] row : filler) {
            Arrays.fill(row, SURROUNDINGS);
        }
        write(filler);
        assertThat(parent.dup('c').reshape(parent.length()).toDoubleVector()).containsOnly(SURROUNDINGS);
    }
}
