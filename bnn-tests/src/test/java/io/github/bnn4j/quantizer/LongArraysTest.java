package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Elements;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Signs and clips of more numbers than a thread takes at once: none is left out, whatever the orders. */
class LongArraysTest {

    private static final int ROWS = 1013;

    /** Columns for lengths that are no multiple of anything, the second beyond a million. */
    @ParameterizedTest
    @CsvSource({"c, c, 300", "f, f, 1100", "c, f, 300", "f, c, 300", "c, c, 1100", "f, f, 66"})
    void outOfPlace(char order, char outOrder, int columns) {
        float[] numbers = numbers(ROWS * columns);
        check(order, outOrder, columns, numbers, BinarySign::apply, ScalarRule::sign);
        for (double h : new double[] {1, 0.25, 2}) {
            check(
                    order,
                    outOrder,
                    columns,
                    numbers,
                    (x, out) -> SymmetricClip.apply(x, out, h),
                    x -> x > h ? h : x < -h ? -h : x);
        }
    }

    @ParameterizedTest
    @CsvSource({"c, 1100", "f, 1100", "f, 300"})
    void inPlace(char order, int columns) {
        float[] numbers = numbers(ROWS * columns);
        INDArray signs = array(numbers, columns, order);
        BinarySign.apply(signs, signs);
        assertHolds(signs, numbers, ScalarRule::sign);
        INDArray clipped = array(numbers, columns, order);
        SymmetricClip.apply(clipped, clipped, 0.5);
        assertHolds(clipped, numbers, x -> x > 0.5 ? 0.5 : x < -0.5 ? -0.5 : x);
    }

    private static void check(
            char order,
            char outOrder,
            int columns,
            float[] numbers,
            BiConsumer<INDArray, INDArray> operation,
            DoubleUnaryOperator rule) {
        INDArray x = array(numbers, columns, order);
        INDArray out =
                Nd4j.valueArrayOf(new long[] {ROWS, columns}, 9, DataType.FLOAT).dup(outOrder);
        operation.accept(x, out);
        assertHolds(out, numbers, rule);
        assertHolds(x, numbers, number -> number);
    }

    private static INDArray array(float[] numbers, int columns, char order) {
        return Nd4j.createFromArray(numbers).reshape(ROWS, columns).dup(order);
    }

    /** To the bit, so that zeros keep their sign; of NaN any will do. */
    private static void assertHolds(INDArray array, float[] numbers, DoubleUnaryOperator rule) {
        float[] found = Elements.floats(array);
        for (int i = 0; i < numbers.length; i++) {
            float expected = (float) rule.applyAsDouble(numbers[i]);
            if (Float.floatToIntBits(found[i]) != Float.floatToIntBits(expected)) {
                assertThat(found[i]).as("[%d], of %s", i, numbers[i]).isEqualTo(Float.valueOf(expected));
            }
        }
    }

    private static float[] numbers(int length) {
        Random random = new Random(length);
        float[] special = {
            0f,
            -0f,
            Float.NaN,
            -Float.NaN,
            Float.intBitsToFloat(0xFFC00001),
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            1f,
            -1f
        };
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = i % 13 < special.length && i % 3 == 0 ? special[i % 13] : (float) random.nextGaussian();
        }
        return numbers;
    }
}
