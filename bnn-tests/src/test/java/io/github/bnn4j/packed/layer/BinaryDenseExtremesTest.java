package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.xnor.SignRows;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryDenseExtremesTest {

    private static final int INPUTS = 5000;

    @ParameterizedTest
    @ValueSource(ints = {0, 127, 128, 255})
    void sumsManyEqualBytes(int value) {
        int[][] bytes = new int[1][INPUTS];
        Arrays.fill(bytes[0], value);
        int[][] weights = {SignRows.constant(1, INPUTS, 1)[0], SignRows.constant(1, INPUTS, -1)[0]};
        var layer = new BinaryDense(ValueType.BYTES, SignRows.matrix(weights), identity(2));

        float[][] sums = Rows.floatsOf(layer.apply(Rows.ofBytes(bytes, 3)));

        assertThat(sums[0]).containsExactly(INPUTS * value, -INPUTS * value);
    }

    @Test
    void greatestLimitIsAlwaysReachedAndMinusOneNever() {
        int[][] weights = SignRows.constant(4, INPUTS, 1);
        var thresholds = new Thresholds(new int[] {INPUTS, INPUTS, -1, -1}, new long[] {0b1010});
        var layer = new BinaryDense(ValueType.SIGNS, SignRows.matrix(weights), thresholds);

        for (int sign : new int[] {1, -1}) {
            Activations x = Rows.ofSigns(SignRows.constant(1, INPUTS, sign));
            assertThat(Rows.signsOf(layer.apply(x))[0]).containsExactly(1, -1, -1, 1);
        }
    }

    @Test
    void aSumOfZeroIsPositiveWhenItIsTheThreshold() {
        int[][] weights = {{1, -1}};
        var sums = MismatchSums.of(ValueType.SIGNS, SignRows.matrix(weights));
        var thresholds = new Thresholds(new int[] {sums.mismatchesForAtLeast(0, 0)}, new long[1]);
        var layer = new BinaryDense(ValueType.SIGNS, SignRows.matrix(weights), thresholds);

        int[][] signs = Rows.signsOf(layer.apply(Rows.ofSigns(new int[][] {{1, 1}, {-1, 1}, {1, -1}})));

        assertThat(signs).isDeepEqualTo(new int[][] {{1}, {-1}, {1}});
    }

    private static Scores identity(int outputs) {
        double[] ones = new double[outputs];
        Arrays.fill(ones, 1);
        return new Scores(ones, new double[outputs]);
    }
}
