package io.github.bnn4j.graph.pass;

import static io.github.bnn4j.graph.pass.Draw.scaled;
import static io.github.bnn4j.graph.pass.RuleCheck.applied;
import static io.github.bnn4j.graph.pass.RuleCheck.assertLeft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One scale after another is one. */
class MergedScalesTest {

    private final MergedScales rule = new MergedScales();
    private final Draw draw = new Draw();
    private final Node floats = Draw.example(ValueType.FLOATS, 6, 4);
    private final Node bytes = Draw.example(ValueType.BYTES, 6, 4);

    @Test
    void twoBecomeOne() {
        Graph graph = applied(rule, draw.scaled(draw.scaled(floats)));

        assertThat(graph.nodes()).hasSize(2);
    }

    @Test
    void oneThatDoesNothingGoes() {
        assertThat(applied(rule, scaled(floats, 1, 0)).nodes()).containsExactly(floats);
    }

    /** Even where others take what it takes. */
    @Test
    void oneThatDoesNothingGoesFromOneOfSeveralPlaces() {
        Graph graph = applied(rule, Draw.twice(scaled(floats, 1, 0), draw.scaled(floats)));

        assertThat(graph.nodes()).hasSize(3);
    }

    @Test
    void anOffsetAloneOrAScaleAloneStays() {
        assertLeft(rule, scaled(floats, 1, 0.5));
        assertLeft(rule, scaled(floats, -1, 0));
    }

    @Test
    void theInnerOneStaysIfOthersTakeIt() {
        Node inner = draw.scaled(floats);

        assertLeft(rule, Draw.twice(inner, draw.scaled(inner)));
    }

    /** In floats what bytes stand for is a layer of its own, which takes one scale only. */
    @Test
    void whatIntegersStandForStaysApartFromScalesOfChannels() {
        assertLeft(rule, draw.scaled(scaled(bytes, 0.5, -1)));
        assertThat(applied(rule, scaled(scaled(bytes, 0.5, -1), 2, 1)).nodes()).hasSize(2);
    }

    /** A sum on padding has one scaling for each border class; those behind it are alike for all, and join each. */
    @Test
    void scalesOfBorderClassesTakeOthers() {
        Node sum = draw.windowSum(Draw.example(ValueType.SIGNS, 2, 4), 5, 1);
        int classes = sum.as(WindowSum.class).orElseThrow().window().classes();
        List<Scaling> each = IntStream.range(0, classes)
                .mapToObj(i -> Scaling.uniform(2, i, 5))
                .toList();
        Node ofClasses = Draw.then(sum, new Scale(each, false));

        Graph graph = applied(rule, draw.scaled(ofClasses));

        assertThat(graph.output().as(Scale.class).orElseThrow().byClass())
                .hasSize(9)
                .hasSize(classes);
    }
}
