package io.github.bnn4j.graph.pass;

import static io.github.bnn4j.graph.pass.Draw.scaled;
import static io.github.bnn4j.graph.pass.Draw.sign;
import static io.github.bnn4j.graph.pass.RuleCheck.applied;
import static io.github.bnn4j.graph.pass.RuleCheck.assertLeft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.packed.layer.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sign of a sign is that sign, unless what it stands for lies on one side. */
class SignsOfSignsTest {

    private final SignsOfSigns rule = new SignsOfSigns();
    private final Node signs = Draw.example(ValueType.SIGNS, 3, 4);

    @Test
    void theSecondGoes() {
        assertThat(applied(rule, sign(signs)).nodes()).containsExactly(signs);
    }

    /** The last: +1 stands for 0, whose sign is +1. */
    @ParameterizedTest
    @CsvSource({"1, 0", "0.5, 0.25", "0.5, -0.5", "2, -2"})
    void theSecondGoesIfTheFirstStandsForBothSigns(double slope, double center) {
        Graph graph = applied(rule, sign(scaled(signs, slope, center)));

        assertThat(graph.nodes()).containsExactly(signs);
    }

    /** 1 and 0 are both +1; others are inverted, or of one sign. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "-1, 0", "0.5, 1", "0.5, -1", "0, 1", "0, -1", "NaN, 0"})
    void otherwiseItStays(double slope, double center) {
        assertLeft(rule, sign(scaled(signs, slope, center)));
    }

    @Test
    void signsOfOtherValuesStay() {
        assertLeft(rule, sign(Draw.example(ValueType.FLOATS, 3, 4)));
        assertLeft(rule, sign(Draw.example(ValueType.BYTES, 3, 4)));
        assertLeft(rule, sign(scaled(signs, new double[] {1, 2, 3}, new double[3])));
    }
}
