package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The sign is taken in chunks of 4096 numbers: none is left out, none is taken twice, whatever the length and shape. */
class BinarySignLengthTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4095, 4096, 4097, 8191, 8192, 8193, 12289})
    void everyNumberIsReached(int length) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            float[] numbers = randomNumbers(length);
            INDArray x = Nd4j.createFromArray(numbers).castTo(type);
            INDArray out = Nd4j.valueArrayOf(new long[] {length}, 5, type);
            BinarySign.apply(x, out);
            assertThat(out.toFloatVector()).isEqualTo(signs(numbers));
            assertThat(x.toFloatVector()).as("x is not modified").isEqualTo(numbers);
        }
    }

    /** Views that start at different places of buffers: nothing before or after them may change. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4095, 4096, 4097, 8193})
    void viewsWithOffset(int length) {
        float[] numbers = randomNumbers(length);
        INDArray xBuffer = Nd4j.valueArrayOf(new long[] {length + 7}, -9, DataType.FLOAT);
        INDArray outBuffer = Nd4j.valueArrayOf(new long[] {length + 5}, 9, DataType.FLOAT);
        INDArray x = xBuffer.get(NDArrayIndex.interval(3, 3 + length));
        INDArray out = outBuffer.get(NDArrayIndex.interval(2, 2 + length));
        for (int i = 0; i < length; i++) {
            x.putScalar(i, numbers[i]);
        }

        BinarySign.apply(x, out);

        float[] expected = new float[length + 5];
        java.util.Arrays.fill(expected, 9);
        System.arraycopy(signs(numbers), 0, expected, 2, length);
        assertThat(outBuffer.toFloatVector()).isEqualTo(expected);
        assertThat(x.toFloatVector()).as("x is not modified").isEqualTo(numbers);
    }

    @Test
    void aScalar() {
        INDArray scalar = Nd4j.scalar(-0.5f);
        BinarySign.apply(scalar, scalar);
        assertThat(scalar.getFloat()).isEqualTo(-1);
        INDArray nan = Nd4j.scalar(Double.NaN);
        BinarySign.apply(nan, nan);
        assertThat(nan.getDouble()).isNaN();
    }

    /** Activations of a convolution, also when a preprocessor has permuted them. */
    @Test
    void fourDimensionsAndPermuted() {
        float[] numbers = randomNumbers(2 * 3 * 4 * 5);
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray x = Nd4j.createFromArray(numbers).castTo(type).reshape(2, 3, 4, 5);
            INDArray permuted = x.permute(0, 2, 3, 1);
            for (char order : new char[] {'c', 'f'}) {
                INDArray out = Nd4j.create(type, new long[] {2, 4, 5, 3}, order);
                BinarySign.apply(permuted, out);
                for (int n = 0; n < 2; n++) {
                    for (int channel = 0; channel < 3; channel++) {
                        for (int h = 0; h < 4; h++) {
                            for (int w = 0; w < 5; w++) {
                                double number = numbers[((n * 3 + channel) * 4 + h) * 5 + w];
                                assertThat(out.getDouble(n, h, w, channel))
                                        .isEqualTo(Double.valueOf(ScalarRule.sign(number)));
                            }
                        }
                    }
                }
            }
        }
    }

    /** One in five is a zero, one in nine a NaN. */
    private static float[] randomNumbers(int length) {
        Random random = new Random(length);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = i % 9 == 8 ? Float.NaN : i % 5 == 0 ? (i % 2 == 0 ? 0f : -0f) : (float) random.nextGaussian();
        }
        return numbers;
    }

    private static float[] signs(float[] numbers) {
        float[] signs = new float[numbers.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = (float) ScalarRule.sign(numbers[i]);
        }
        return signs;
    }
}
