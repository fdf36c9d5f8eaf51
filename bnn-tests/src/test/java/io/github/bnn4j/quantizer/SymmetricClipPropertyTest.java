package io.github.bnn4j.quantizer;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.MatrixArbitraries;
import io.github.bnn4j.arrays.Placed;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.nd4j.linalg.api.buffer.DataType;

/** Clipping leaves what is inside exactly as it is, and never hides a NaN. */
class SymmetricClipPropertyTest {

    @Property(tries = 800)
    void outOfPlace(
            @ForAll("numbers") double[][] numbers,
            @ForAll("types") DataType type,
            @ForAll("bounds") double bound,
            @ForAll Layout layout,
            @ForAll Layout outLayout) {
        Placed x = layout.place(type, numbers);
        Placed out = outLayout.place(type, numbers.length, numbers[0].length);

        SymmetricClip.apply(x.matrix(), out.matrix(), bound);

        out.assertHolds("result", clipped(numbers, bound, type));
        x.assertHolds("x is not modified", numbers);
        out.assertSurroundingsUntouched();
    }

    @Property(tries = 400)
    void inPlace(
            @ForAll("numbers") double[][] numbers,
            @ForAll("types") DataType type,
            @ForAll("bounds") double bound,
            @ForAll Layout layout) {
        Placed x = layout.place(type, numbers);

        SymmetricClip.apply(x.matrix(), x.matrix(), bound);

        x.assertHolds("result", clipped(numbers, bound, type));
        x.assertSurroundingsUntouched();
    }

    private static double[][] clipped(double[][] numbers, double bound, DataType type) {
        double h = type == DataType.FLOAT ? (float) bound : bound;
        double[][] clipped = new double[numbers.length][numbers[0].length];
        for (int row = 0; row < numbers.length; row++) {
            for (int column = 0; column < numbers[row].length; column++) {
                double x = numbers[row][column];
                clipped[row][column] = x > h ? h : x < -h ? -h : x;
            }
        }
        return clipped;
    }

    @Provide
    Arbitrary<double[][]> numbers() {
        return MatrixArbitraries.anyNumbers();
    }

    @Provide
    Arbitrary<DataType> types() {
        return MatrixArbitraries.types();
    }

    @Provide
    Arbitrary<Double> bounds() {
        return Arbitraries.of(1.0, 0.3, 0.5, 2.0, 1.5e-3);
    }
}
