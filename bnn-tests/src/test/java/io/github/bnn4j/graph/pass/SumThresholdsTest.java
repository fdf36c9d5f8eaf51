package io.github.bnn4j.graph.pass;

import static io.github.bnn4j.graph.pass.Draw.scaled;
import static io.github.bnn4j.graph.pass.Draw.sign;
import static io.github.bnn4j.graph.pass.RuleCheck.applied;
import static io.github.bnn4j.graph.pass.RuleCheck.assertLeft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.graph.DenseSum;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.GraphEvaluator;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.SumComparison;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The sign of a scaled sum of integers is one comparison. */
class SumThresholdsTest {

    private final SumThresholds rule = new SumThresholds();
    private final Draw draw = new Draw();

    @ParameterizedTest
    @EnumSource(
            value = ValueType.class,
            names = {"BYTES", "SIGNS"})
    void ofVectorsAndOfWindows(ValueType type) {
        Node vector = Draw.example(type, 7, 1);
        Node image = Draw.example(type, 2, 4);
        for (Node sum :
                new Node[] {draw.dense(vector, 70), draw.windowSum(image, 70, type == ValueType.BYTES ? 0 : -1)}) {
            for (Node output : new Node[] {sign(sum), sign(draw.scaled(sum))}) {
                Graph graph = applied(rule, output);

                assertThat(graph.output().is(SumComparison.class)).isTrue();
                assertThat(graph.output().input()).isSameAs(sum);
            }
        }
    }

    /** Of all sums that there are, for thresholds at, next to and beyond each of them: a zero is +1 whatever the sign of the scale. */
    @ParameterizedTest
    @EnumSource(
            value = ValueType.class,
            names = {"BYTES", "SIGNS"})
    void ties(ValueType type) {
        int inputs = type == ValueType.SIGNS ? 4 : 1;
        Node sum = Draw.then(Draw.example(type, inputs, 1), new DenseSum(BitMatrix.of(2, inputs, (n, k) -> n == 1)));
        double greatest = type == ValueType.SIGNS ? 4 : 255;
        for (double scale : new double[] {1, -1, 0.25, -8, 0}) {
            for (double t = -greatest - 1; t <= greatest + 1; t += 0.5) {
                Node output = sign(scaled(sum, scale, -scale * t));
                Graph after = new Graph(
                        rule.replacement(output, new Uses(new Graph(output))).orElseThrow());
                for (int x = 0; x <= (type == ValueType.SIGNS ? 4 : 255); x++) {
                    int count = x;
                    double[] example = type == ValueType.BYTES
                            ? new double[] {x}
                            : IntStream.range(0, 4)
                                    .mapToDouble(i -> i < count ? 1 : -1)
                                    .toArray();
                    assertThat(GraphEvaluator.trained(after, example).of(after.output()))
                            .as("%s x - %s %s", scale, scale, t)
                            .containsExactly(GraphEvaluator.trained(new Graph(output), example)
                                    .of(output));
                }
            }
        }
    }

    /** A sum is an integer: what rounding in double precision does to a threshold must not lose the zero. */
    @Test
    void zerosThatRoundingWouldLose() {
        Node sum = draw.dense(Draw.example(ValueType.SIGNS, 9, 1), 1);
        for (double scale : new double[] {0.1, 1 / 3.0, -0.7}) {
            for (int t = -9; t <= 9; t += 2) {
                double offset = -scale * t;
                for (double moved : new double[] {offset, Math.nextUp(offset), Math.nextDown(offset)}) {
                    Graph exact = new Graph(sign(scaled(sum, Math.signum(scale), -Math.signum(scale) * t)));
                    Node output = sign(scaled(sum, scale, moved));
                    Node actual = rule.replacement(output, new Uses(new Graph(output)))
                            .orElseThrow();
                    Node expected =
                            rule.replacement(exact.output(), new Uses(exact)).orElseThrow();
                    assertThat(actual.as(SumComparison.class).orElseThrow().limits())
                            .containsExactly(expected.as(SumComparison.class)
                                    .orElseThrow()
                                    .limits());
                }
            }
        }
    }

    @Test
    void eachBorderClassHasItsLimits() {
        Node sum = draw.windowSum(Draw.example(ValueType.SIGNS, 2, 4), 5, 1);
        List<Scaling> each = IntStream.range(0, 9)
                .mapToObj(i ->
                        Draw.scaling(new double[] {1, -1, 0, 2, -2}, new double[] {i - 4, 4 - i, i - 4, 2 * i - 8, 1}))
                .toList();

        Graph graph = applied(rule, sign(Draw.then(sum, new Scale(each, false))));

        assertThat(graph.output().as(SumComparison.class).orElseThrow().limits())
                .hasSize(9 * 5);
    }

    @Test
    void sumsThatOthersTakeStay() {
        Node sum = draw.dense(Draw.example(ValueType.SIGNS, 9, 1), 4);
        assertLeft(rule, Draw.twice(sum, sign(sum)));
        assertLeft(rule, Draw.twice(sum, sign(draw.scaled(sum))));
        Node scaled = draw.scaled(sum);
        assertLeft(rule, Draw.twice(scaled, sign(scaled)));
    }

    @Test
    void sumsOfRealNumbersStay() {
        assertLeft(rule, sign(draw.scaled(draw.dense(Draw.example(ValueType.FLOATS, 9, 1), 4))));
        assertLeft(rule, sign(draw.windowSum(Draw.example(ValueType.FLOATS, 2, 4), 4, 0)));
    }

    @ParameterizedTest
    @CsvSource({"NaN, 0", "Infinity, 0", "1, NaN", "0, NaN", "-1, -Infinity"})
    void whatIsNotFiniteIsRefused(double scale, double offset) {
        Node sum = draw.dense(Draw.example(ValueType.SIGNS, 9, 1), 3);
        Node output = Node.of(
                "Layer 4 \"sign\"",
                sign(sum).operation(),
                scaled(sum, new double[] {1, scale, 1}, new double[] {0, offset, 0}));

        assertThatThrownBy(() -> rule.replacement(output, new Uses(new Graph(output))))
                .isInstanceOf(NotPackableException.class)
                .hasMessage("Layer 4 \"sign\" cannot be packed: output 1 before it has scale " + scale + " and offset "
                        + offset);
    }
}
