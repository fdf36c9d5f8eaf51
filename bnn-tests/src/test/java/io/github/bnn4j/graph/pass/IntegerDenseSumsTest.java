package io.github.bnn4j.graph.pass;

import static io.github.bnn4j.graph.pass.Draw.scaled;
import static io.github.bnn4j.graph.pass.RuleCheck.applied;
import static io.github.bnn4j.graph.pass.RuleCheck.assertLeft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.graph.DenseSum;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.packed.layer.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums are of the integers themselves. */
class IntegerDenseSumsTest {

    private final IntegerDenseSums rule = new IntegerDenseSums();
    private final Draw draw = new Draw();

    @ParameterizedTest
    @CsvSource({"BYTES, 0.5, -1", "BYTES, -2, 3", "SIGNS, 0.5, 0.5", "SIGNS, 0, 2"})
    void scalesGoBehind(ValueType type, double slope, double center) {
        Graph graph = applied(rule, draw.dense(scaled(Draw.example(type, 70, 1), slope, center), 5));

        assertThat(graph.output().input().is(DenseSum.class)).isTrue();
        assertThat(graph.output().input().input().type()).isEqualTo(type);
    }

    /** Each sum of several takes the integers, and the scale stays for whoever takes it in floats. */
    @Test
    void scalesThatOthersTakeToo() {
        Node scaled = scaled(Draw.example(ValueType.SIGNS, 5, 1), 0.5, 0.5);

        Graph graph = applied(rule, Draw.twice(scaled, draw.dense(scaled, 5)));

        assertThat(graph.nodes()).hasSize(5);
    }

    @Test
    void othersStay() {
        assertLeft(rule, draw.dense(Draw.example(ValueType.SIGNS, 5, 1), 3));
        assertLeft(rule, draw.dense(scaled(Draw.example(ValueType.FLOATS, 5, 1), 0.5, 1), 3));
        assertLeft(rule, draw.dense(draw.scaled(Draw.example(ValueType.BYTES, 5, 1)), 3));
    }
}
