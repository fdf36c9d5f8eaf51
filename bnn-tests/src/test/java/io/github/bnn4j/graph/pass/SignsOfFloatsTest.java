package io.github.bnn4j.graph.pass;

import static io.github.bnn4j.graph.pass.Draw.scaled;
import static io.github.bnn4j.graph.pass.Draw.sign;
import static io.github.bnn4j.graph.pass.Draw.then;
import static io.github.bnn4j.graph.pass.RuleCheck.applied;
import static io.github.bnn4j.graph.pass.RuleCheck.assertLeft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.graph.ActivationOf;
import io.github.bnn4j.graph.FloatComparison;
import io.github.bnn4j.graph.GlobalMean;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sign of a scaled float is a comparison of it, or part of the sum before. */
class SignsOfFloatsTest {

    private final SignsOfFloats rule = new SignsOfFloats();
    private final Draw draw = new Draw();
    private final Node floats = Draw.example(ValueType.FLOATS, 70, 1);

    /** Numbers are such that zeros occur. */
    @ParameterizedTest
    @EnumSource(ValueType.class)
    void valuesAreCompared(ValueType type) {
        for (int side : new int[] {1, 4}) {
            Graph graph = applied(rule, sign(draw.scaled(Draw.example(type, 70, side))));

            assertThat(graph.output().is(FloatComparison.class)).isTrue();
            assertThat(graph.nodes()).hasSize(2);
        }
    }

    @Test
    void sumsAreScaledByOnesOnly() {
        Node image = Draw.example(ValueType.FLOATS, 5, 4);
        for (Node sum :
                new Node[] {draw.dense(floats, 5), draw.windowSum(image, 5, 0), then(image, new GlobalMean())}) {
            Graph graph = applied(rule, sign(draw.scaled(sum)));

            Scale scale = graph.output().input().as(Scale.class).orElseThrow();
            assertThat(scale.signOnly()).isTrue();
            assertThat(scale.first().scale()).containsOnly(-1, 0, 1);
            assertLeft(rule, graph.output());
        }
    }

    @Test
    void scalesThatOthersTakeStay() {
        Node scaled = draw.scaled(floats);
        assertLeft(rule, Draw.twice(scaled, sign(scaled)));
    }

    /** Where others take the sum, the sign is of the float that they take. */
    @Test
    void sumsThatOthersTakeAreCompared() {
        Node sum = draw.dense(floats, 5);

        Graph graph = applied(rule, Draw.twice(sum, sign(draw.scaled(sum))));

        assertThat(graph.nodes()).anyMatch(node -> node.is(FloatComparison.class));
    }

    @Test
    void signsOfWhatIsNotScaledStay() {
        assertLeft(rule, sign(floats));
        assertLeft(rule, sign(then(scaled(floats, 2, 1), new ActivationOf(Elementwise.Function.RELU, 0))));
    }
}
