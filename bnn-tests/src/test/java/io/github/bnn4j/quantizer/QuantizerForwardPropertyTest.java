package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.MatrixArbitraries;
import io.github.bnn4j.arrays.Placed;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.nd4j.linalg.api.buffer.DataType;

/** Forward, number by number, as the papers' formulas have it; wherever arrays lie in memory. */
class QuantizerForwardPropertyTest {

    @Property(tries = 1500)
    void outOfPlace(
            @ForAll("rules") ScalarRule rule,
            @ForAll("numbers") double[][] numbers,
            @ForAll("types") DataType type,
            @ForAll Layout layout,
            @ForAll Layout outLayout) {
        Placed x = layout.place(type, numbers);
        Placed out = outLayout.place(type, numbers.length, numbers[0].length);

        rule.quantizer().quantize(x.matrix(), out.matrix(), false);

        assertFollows(rule, numbers, out);
        x.assertHolds("x is not modified", numbers);
        out.assertSurroundingsUntouched();
    }

    @Property(tries = 500)
    void inPlace(
            @ForAll("rules") ScalarRule rule,
            @ForAll("numbers") double[][] numbers,
            @ForAll("types") DataType type,
            @ForAll Layout layout) {
        Placed x = layout.place(type, numbers);

        rule.quantizer().quantize(x.matrix(), x.matrix(), false);

        assertFollows(rule, numbers, x);
        x.assertSurroundingsUntouched();
    }

    private static void assertFollows(ScalarRule rule, double[][] numbers, Placed out) {
        double[][] actual = out.read();
        for (int row = 0; row < numbers.length; row++) {
            for (int column = 0; column < numbers[row].length; column++) {
                double expected = rule.forward().applyAsDouble(numbers[row][column]);
                // Adding 0 makes the zeros of both signs one: which of them stands for zero does not matter.
                assertThat(actual[row][column] + 0.0)
                        .as("%s of %s", rule, numbers[row][column])
                        .isEqualTo(Double.valueOf(expected + 0.0));
            }
        }
    }

    @Provide
    Arbitrary<ScalarRule> rules() {
        return Arbitraries.of(ScalarRule.all());
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
