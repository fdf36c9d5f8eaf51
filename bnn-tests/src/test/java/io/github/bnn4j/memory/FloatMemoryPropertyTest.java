package io.github.bnn4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.MatrixArbitraries;
import io.github.bnn4j.arrays.Placed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Memory holds what the array holds, in the order that the array says, and nothing around it is touched. */
class FloatMemoryPropertyTest {

    private static final float AROUND = 77;

    @Property(tries = 400)
    void getsTheElementsOfAMatrixInItsOrder(@ForAll("numbers") double[][] numbers, @ForAll Layout layout) {
        INDArray matrix = layout.place(DataType.FLOAT, numbers).matrix();
        Assume.that(FloatMemory.isDense(matrix));
        FloatMemory memory = FloatMemory.of(matrix);
        float[] expected = flat(numbers, matrix.ordering());
        float[] found = new float[expected.length];
        memory.get(0, found, found.length);
        assertThat(memory.length()).isEqualTo(expected.length);
        assertThat(found).containsExactly(expected);
        int[] bits = new int[expected.length];
        memory.getBits(0, bits, bits.length);
        for (int i = 0; i < bits.length; i++) {
            assertThat(bits[i]).isEqualTo(Float.floatToRawIntBits(expected[i]));
        }
    }

    /** ND4J frees the memory of arrays that nothing refers to. */
    @Example
    void keepsTheArrayAlive() throws InterruptedException {
        int length = 1 << 20;
        List<FloatMemory> memories = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            memories.add(FloatMemory.of(Nd4j.valueArrayOf(new long[] {length}, (double) i, DataType.FLOAT)));
        }
        for (int i = 0; i < 10; i++) {
            System.gc();
            Thread.sleep(20);
            Nd4j.valueArrayOf(new long[] {length}, -1.0, DataType.FLOAT);
        }
        float[] found = new float[length];
        for (int i = 0; i < memories.size(); i++) {
            memories.get(i).get(0, found, length);
            assertThat(found).containsOnly(i);
        }
    }

    @Property(tries = 400)
    void putsTheElementsOfAMatrixAndNothingElse(
            @ForAll("numbers") double[][] numbers, @ForAll Layout layout, @ForAll boolean asBits) {
        Placed placed = layout.place(DataType.FLOAT, numbers.length, numbers[0].length);
        INDArray matrix = placed.matrix();
        Assume.that(FloatMemory.isDense(matrix));
        float[] values = flat(numbers, matrix.ordering());
        if (asBits) {
            int[] bits = new int[values.length];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = Float.floatToRawIntBits(values[i]);
            }
            FloatMemory.of(matrix).putBits(0, bits, bits.length);
        } else {
            FloatMemory.of(matrix).put(0, values, values.length);
        }
        placed.assertHolds("matrix", numbers);
        placed.assertSurroundingsUntouched();
    }

    /** Whatever is dense is without gaps: as many numbers as there are from the first to the last. */
    @Property(tries = 200)
    void isDenseWithoutGaps(@ForAll("numbers") double[][] numbers, @ForAll Layout layout) {
        INDArray matrix = layout.place(DataType.FLOAT, numbers).matrix();
        long last = 0;
        for (int d = 0; d < 2; d++) {
            last += (matrix.size(d) - 1) * matrix.stride(d);
        }
        if (FloatMemory.isDense(matrix)) {
            assertThat(last + 1).isEqualTo(matrix.length());
        } else {
            assertThat(layout)
                    .isIn(
                            Layout.RIGHT_COLUMNS,
                            Layout.F_LOWER_ROWS,
                            Layout.EVERY_OTHER_COLUMN,
                            // of one row, say, it depends on what ND4J makes of the view
                            Layout.LOWER_ROWS,
                            Layout.F_RIGHT_COLUMNS);
        }
    }

    @Property(tries = 200)
    void apieceOfAView(
            @ForAll @IntRange(max = 9) int offset,
            @ForAll @IntRange(min = 1, max = 40) int length,
            @ForAll @IntRange(max = 39) int index,
            @ForAll @IntRange(max = 40) int count,
            @ForAll boolean asBits,
            @ForAll long seed) {
        int from = index % length;
        int n = Math.min(count, length - from);
        INDArray parent = Nd4j.valueArrayOf(new long[] {offset + length + 3}, AROUND, DataType.FLOAT);
        FloatMemory memory = FloatMemory.of(parent.get(NDArrayIndex.interval(offset, offset + length)));
        assertThat(memory.length()).isEqualTo(length);
        Random random = new Random(seed);
        float[] values = new float[n + 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        float[] expected = new float[offset + length + 3];
        Arrays.fill(expected, AROUND);
        System.arraycopy(values, 0, expected, offset + from, n);
        if (asBits) {
            int[] bits = new int[values.length];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = Float.floatToRawIntBits(values[i]);
            }
            memory.putBits(from, bits, n);
        } else {
            memory.put(from, values, n);
        }
        assertThat(parent.toFloatVector()).containsExactly(expected);

        float[] back = new float[n + 2];
        memory.get(from, back, n);
        assertThat(Arrays.copyOf(back, n)).containsExactly(Arrays.copyOf(values, n));
        assertThat(Arrays.copyOfRange(back, n, n + 2))
                .as("behind what was asked for")
                .containsOnly(0);
    }

    /** Also one with a payload, which an array of floats may lose. */
    @Property(tries = 200)
    void bitsOfAnyKind(@ForAll int[] bits) {
        Assume.that(bits.length > 0);
        INDArray array = Nd4j.create(DataType.FLOAT, bits.length);
        FloatMemory memory = FloatMemory.of(array);
        memory.putBits(0, bits, bits.length);
        int[] back = new int[bits.length];
        memory.getBits(0, back, back.length);
        assertThat(back).isEqualTo(bits);
    }

    @Example
    void otherTypesAndGapsAreNotDense() {
        INDArray floats = Nd4j.create(DataType.FLOAT, 4, 6);
        assertThat(FloatMemory.isDense(floats)).isTrue();
        assertThat(FloatMemory.isDense(floats, floats.dup('f'))).isTrue();
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT16, DataType.BFLOAT16, DataType.INT32}) {
            assertThat(FloatMemory.isDense(floats.castTo(type))).as("%s", type).isFalse();
            assertThat(FloatMemory.isDense(floats, floats.castTo(type))).isFalse();
        }
        INDArray gaps = floats.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3));
        assertThat(FloatMemory.isDense(gaps)).isFalse();
        assertThat(FloatMemory.isDense(gaps, floats)).isFalse();
        assertThat(FloatMemory.isDense(Nd4j.create(DataType.FLOAT, 2, 3, 4, 5).permute(0, 2, 3, 1)))
                .as("neither order")
                .isFalse();
        assertThat(FloatMemory.isDense(Nd4j.create(DataType.FLOAT, 1, 6).broadcast(4, 6)))
                .isTrue();
    }

    @Example
    void outsideIsRefused() {
        FloatMemory memory = FloatMemory.of(Nd4j.create(DataType.FLOAT, 5));
        assertThatThrownBy(() -> memory.get(3, new float[3], 3)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> memory.put(3, new float[3], 3)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> memory.get(-1, new float[3], 1)).isInstanceOf(RuntimeException.class);
    }

    private static float[] flat(double[][] numbers, char order) {
        int rows = numbers.length;
        int columns = numbers[0].length;
        float[] flat = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                flat[order == 'c' ? i * columns + j : j * rows + i] = (float) numbers[i][j];
            }
        }
        return flat;
    }

    @Provide
    Arbitrary<double[][]> numbers() {
        return Arbitraries.oneOf(MatrixArbitraries.finiteNumbers(), MatrixArbitraries.anyNumbers());
    }
}
