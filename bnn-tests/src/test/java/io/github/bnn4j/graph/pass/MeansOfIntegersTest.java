package io.github.bnn4j.graph.pass;

import static io.github.bnn4j.graph.pass.Draw.then;
import static io.github.bnn4j.graph.pass.RuleCheck.applied;
import static io.github.bnn4j.graph.pass.RuleCheck.assertLeft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.graph.Concatenation;
import io.github.bnn4j.graph.GlobalMean;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The mean is of the sums themselves, and scaled then. */
class MeansOfIntegersTest {

    private final MeansOfIntegers rule = new MeansOfIntegers();
    private final Draw draw = new Draw();
    private final Node sum = draw.windowSum(Draw.example(ValueType.SIGNS, 2, 4), 5, 1);

    private static Node mean(Node image) {
        return then(image, new GlobalMean());
    }

    @Test
    void scalesGoBehind() {
        Graph graph = applied(rule, mean(draw.scaled(sum)));

        assertThat(graph.output().is(Scale.class)).isTrue();
        assertThat(graph.output().input().input()).isSameAs(sum);
    }

    /** Of 16 pixels 4 are corners, 8 at an edge, 4 inside: each class counts as often as it has pixels. */
    @Test
    void offsetsOfBorderClassesAreTheirMean() {
        int classes = sum.as(WindowSum.class).orElseThrow().window().classes();
        List<Scaling> each = IntStream.range(0, classes)
                .mapToObj(i -> Scaling.uniform(-2, i * i, 5))
                .toList();

        Graph graph = applied(rule, mean(then(sum, new Scale(each, false))));

        assertThat(graph.output().as(Scale.class).orElseThrow().byClass()).hasSize(1);
    }

    @Test
    void othersStay() {
        Node scaled = draw.scaled(sum);
        assertLeft(rule, Node.of("Both", new Concatenation(), mean(scaled), mean(scaled)));
        assertLeft(rule, mean(sum));
        assertLeft(rule, Draw.twice(mean(sum), mean(draw.scaled(sum))));
        assertLeft(rule, mean(draw.scaled(draw.windowSum(Draw.example(ValueType.FLOATS, 2, 4), 5, 0))));
        assertLeft(rule, mean(draw.scaled(Draw.example(ValueType.FLOATS, 5, 4))));
    }
}
