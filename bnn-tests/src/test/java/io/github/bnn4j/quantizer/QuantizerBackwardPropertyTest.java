package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.MatrixArbitraries;
import io.github.bnn4j.arrays.Placed;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.nd4j.linalg.api.buffer.DataType;

/** Backward, number by number: the gradient is multiplied by the pseudo-gradient that the papers give. */
class QuantizerBackwardPropertyTest {

    @Property(tries = 2000)
    void multipliesByThePseudoGradient(
            @ForAll("rules") ScalarRule rule,
            @ForAll("finite") double[][] numbers,
            @ForAll("types") DataType type,
            @ForAll Layout layout,
            @ForAll Layout gradientLayout) {
        double[][] gradients = gradientsLike(numbers);
        Placed x = layout.place(type, numbers);
        Placed gradient = gradientLayout.place(type, gradients);

        rule.quantizer().backprop(x.matrix(), gradient.matrix());

        double tolerance = type == DataType.FLOAT ? 1e-5 : 1e-12;
        double[][] actual = gradient.read();
        for (int row = 0; row < numbers.length; row++) {
            for (int column = 0; column < numbers[row].length; column++) {
                double expected = gradients[row][column] * rule.slope().applyAsDouble(numbers[row][column]);
                assertThat(actual[row][column])
                        .as("gradient of %s at %s", rule, numbers[row][column])
                        .isCloseTo(expected, within(tolerance * Math.abs(gradients[row][column])));
            }
        }
        x.assertHolds("x is not modified", numbers);
        gradient.assertSurroundingsUntouched();
    }

    /** At |x| = clip the gradient passes exactly as it came, at the next number it does not pass. */
    @Property(tries = 300)
    void theBoundsBelongToTheInterval(@ForAll("clips") double clip) {
        for (Quantizer quantizer : new Quantizer[] {new SteSign(clip), new SteHeaviside(clip)}) {
            assertPassesUpTo(quantizer, DataType.DOUBLE, clip, Math.nextDown(clip), Math.nextUp(clip));
            assertPassesUpTo(quantizer, DataType.FLOAT, clip, Math.nextDown((float) clip), Math.nextUp((float) clip));
        }
    }

    private static void assertPassesUpTo(Quantizer quantizer, DataType type, double clip, double below, double above) {
        Placed x = Layout.C_ORDER.place(type, new double[][] {{-above, -clip, -below, below, clip, above}});
        Placed gradient = Layout.C_ORDER.place(type, new double[][] {{3, -3, 5, -5, 7, -7}});
        quantizer.backprop(x.matrix(), gradient.matrix());
        assertThat(gradient.read()[0])
                .as("%s %s", quantizer, type)
                .usingComparatorWithPrecision(0.0)
                .containsExactly(0, -3, 5, -5, 7, 0);
    }

    @Property(tries = 20)
    void infinityIsOutsideOfEveryFiniteClip(@ForAll("types") DataType type) {
        for (Quantizer quantizer : new Quantizer[] {
            new SteSign(), new SteSign(3), new SteHeaviside(), new SteTernary(), new StochasticSign(), new ApproxSign()
        }) {
            Placed x = Layout.C_ORDER.place(
                    type, new double[][] {{Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.5}});
            Placed gradient = Layout.C_ORDER.place(type, new double[][] {{3, 3, 3}});
            quantizer.backprop(x.matrix(), gradient.matrix());
            assertThat(gradient.read()[0])
                    .as("%s", quantizer)
                    .usingComparatorWithPrecision(0.0)
                    .containsExactly(0, 0, 3);
        }
    }

    /** Of both signs, none of them zero, all different. */
    private static double[][] gradientsLike(double[][] numbers) {
        double[][] gradients = new double[numbers.length][numbers[0].length];
        int next = 1;
        for (double[] row : gradients) {
            for (int column = 0; column < row.length; column++) {
                row[column] = next++ * (next % 3 == 0 ? -0.125 : 0.125);
            }
        }
        return gradients;
    }

    @Provide
    Arbitrary<ScalarRule> rules() {
        return Arbitraries.of(ScalarRule.all());
    }

    @Provide
    Arbitrary<double[][]> finite() {
        return MatrixArbitraries.finiteNumbers();
    }

    @Provide
    Arbitrary<DataType> types() {
        return MatrixArbitraries.types();
    }

    @Provide
    Arbitrary<Double> clips() {
        return Arbitraries.floats()
                .between(0.001f, 1000f)
                .ofScale(6)
                .map(clip -> (double) clip)
                .edgeCases(config -> config.add(1.0, 0.5, 2.0));
    }
}
