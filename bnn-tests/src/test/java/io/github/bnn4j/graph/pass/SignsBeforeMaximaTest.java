package io.github.bnn4j.graph.pass;

import static io.github.bnn4j.graph.pass.Draw.maximum;
import static io.github.bnn4j.graph.pass.Draw.sign;
import static io.github.bnn4j.graph.pass.RuleCheck.applied;
import static io.github.bnn4j.graph.pass.RuleCheck.assertLeft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.WindowMaximum;
import io.github.bnn4j.packed.layer.ValueType;
import org.junit.jupiter.api.Test;

/** The sign of the greatest is the greatest of signs. */
class SignsBeforeMaximaTest {

    private final SignsBeforeMaxima rule = new SignsBeforeMaxima();
    private final Node floats = Draw.example(ValueType.FLOATS, 3, 4);

    @Test
    void maximaAreOfBits() {
        Graph graph = applied(rule, sign(maximum(floats)));

        assertThat(graph.output().is(WindowMaximum.class)).isTrue();
        assertThat(graph.output().type()).isEqualTo(ValueType.SIGNS);
    }

    @Test
    void minimaToo() {
        WindowMaximum least = new WindowMaximum(Draw.window(4, 2), new long[] {0b101});

        Graph graph = applied(rule, sign(Draw.then(floats, least)));

        assertThat(graph.output().as(WindowMaximum.class).orElseThrow().inverted())
                .containsExactly(0b101);
    }

    @Test
    void othersStay() {
        Node maximum = maximum(floats);
        assertLeft(rule, Draw.twice(maximum, sign(maximum)));
        assertLeft(rule, sign(maximum(Draw.example(ValueType.SIGNS, 3, 4))));
        assertLeft(rule, sign(floats));
        assertLeft(rule, maximum);
    }
}
