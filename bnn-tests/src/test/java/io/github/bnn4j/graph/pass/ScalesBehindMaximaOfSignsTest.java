package io.github.bnn4j.graph.pass;

import static io.github.bnn4j.graph.pass.Draw.maximum;
import static io.github.bnn4j.graph.pass.Draw.scaled;
import static io.github.bnn4j.graph.pass.RuleCheck.applied;
import static io.github.bnn4j.graph.pass.RuleCheck.assertLeft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.packed.layer.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The greatest of signs is a bit, or the least where the scale is negative. */
class ScalesBehindMaximaOfSignsTest {

    private final ScalesBehindMaximaOfSigns rule = new ScalesBehindMaximaOfSigns();
    private final Node signs = Draw.example(ValueType.SIGNS, 70, 4);

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "-2, 1", "0, 3", "1, -0.25"})
    void signsThatStandForOtherNumbers(double slope, double center) {
        Graph graph = applied(rule, maximum(scaled(signs, slope, center)));

        assertThat(graph.output().input().type()).isEqualTo(ValueType.SIGNS);
    }

    @Test
    void othersStay() {
        assertLeft(rule, maximum(signs));
        assertLeft(rule, maximum(scaled(Draw.example(ValueType.BYTES, 3, 4), 0.5, 0.5)));
        assertLeft(rule, maximum(scaled(Draw.example(ValueType.FLOATS, 3, 4), 0.5, 0.5)));
        assertLeft(rule, maximum(new Draw().scaled(signs)));
    }
}
