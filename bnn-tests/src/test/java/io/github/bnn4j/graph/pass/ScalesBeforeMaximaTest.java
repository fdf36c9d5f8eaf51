package io.github.bnn4j.graph.pass;

import static io.github.bnn4j.graph.pass.Draw.maximum;
import static io.github.bnn4j.graph.pass.Draw.sign;
import static io.github.bnn4j.graph.pass.RuleCheck.applied;
import static io.github.bnn4j.graph.pass.RuleCheck.assertLeft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.WindowMaximum;
import io.github.bnn4j.packed.layer.ValueType;
import org.junit.jupiter.api.Test;

/** Where a sign comes next, scales come before maxima. */
class ScalesBeforeMaximaTest {

    private final ScalesBeforeMaxima rule = new ScalesBeforeMaxima();
    private final Draw draw = new Draw();
    private final Node floats = Draw.example(ValueType.FLOATS, 70, 4);

    /** Of channels with a negative scale, the least is taken. */
    @Test
    void scalesGoBefore() {
        Graph graph = applied(rule, sign(draw.scaled(maximum(floats))));

        Node after = graph.output().input();
        assertThat(after.input().is(Scale.class)).isTrue();
        WindowMaximum maximum = after.as(WindowMaximum.class).orElseThrow();
        Scale scale = after.input().as(Scale.class).orElseThrow();
        for (int n = 0; n < 70; n++) {
            assertThat((maximum.inverted()[n >>> 6] >>> n & 1) == 1)
                    .isEqualTo(scale.first().scale()[n] < 0);
        }
    }

    /** What was inverted is the greatest again. */
    @Test
    void negativeScalesTwice() {
        Node maximum = maximum(floats);
        WindowMaximum least = maximum.as(WindowMaximum.class)
                .orElseThrow()
                .ofScaled(draw.scaled(floats).as(Scale.class).orElseThrow().first());

        applied(rule, sign(draw.scaled(Draw.then(floats, least))));
    }

    @Test
    void moreMaximaMayFollowBeforeTheSign() {
        applied(rule, sign(draw.scaled(maximum(draw.scaled(maximum(floats))))));
    }

    @Test
    void withoutASignTheyStay() {
        assertLeft(rule, draw.scaled(maximum(floats)));
        assertLeft(rule, maximum(draw.scaled(maximum(floats))));
    }

    @Test
    void valuesThatOthersTakeStay() {
        Node maximum = maximum(floats);
        assertLeft(rule, Draw.twice(maximum, sign(draw.scaled(maximum))));
        Node scaled = draw.scaled(maximum);
        assertLeft(rule, Draw.twice(scaled, sign(scaled)));
    }

    @Test
    void maximaOfSignsStay() {
        assertLeft(rule, sign(draw.scaled(maximum(Draw.example(ValueType.SIGNS, 3, 4)))));
    }
}
