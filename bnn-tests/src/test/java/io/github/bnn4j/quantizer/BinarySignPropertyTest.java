package io.github.bnn4j.quantizer;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.MatrixArbitraries;
import io.github.bnn4j.arrays.Placed;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.nd4j.linalg.api.buffer.DataType;

/** The sign of a matrix is the sign of each of its numbers, wherever the matrix and the result lie in memory. */
class BinarySignPropertyTest {

    @Property(tries = 1000)
    void outOfPlace(
            @ForAll("numbers") double[][] numbers,
            @ForAll("types") DataType type,
            @ForAll Layout layout,
            @ForAll Layout outLayout) {
        Placed x = layout.place(type, numbers);
        Placed out = outLayout.place(type, numbers.length, numbers[0].length);

        BinarySign.apply(x.matrix(), out.matrix());

        out.assertHolds("result", signs(numbers));
        x.assertHolds("x is not modified", numbers);
        out.assertSurroundingsUntouched();
    }

    @Property(tries = 500)
    void inPlace(@ForAll("numbers") double[][] numbers, @ForAll("types") DataType type, @ForAll Layout layout) {
        Placed x = layout.place(type, numbers);

        BinarySign.apply(x.matrix(), x.matrix());

        x.assertHolds("result", signs(numbers));
        x.assertSurroundingsUntouched();
    }

    private static double[][] signs(double[][] numbers) {
        return Arrays.stream(numbers)
                .map(row -> Arrays.stream(row).map(ScalarRule::sign).toArray())
                .toArray(double[][]::new);
    }

    @Provide
    Arbitrary<double[][]> numbers() {
        return MatrixArbitraries.anyNumbers();
    }

    @Provide
    Arbitrary<DataType> types() {
        return MatrixArbitraries.types();
    }
}
