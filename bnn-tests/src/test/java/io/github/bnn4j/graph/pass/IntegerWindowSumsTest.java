package io.github.bnn4j.graph.pass;

import static io.github.bnn4j.graph.pass.Draw.scaled;
import static io.github.bnn4j.graph.pass.RuleCheck.applied;
import static io.github.bnn4j.graph.pass.RuleCheck.assertLeft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.graph.Example;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums over windows are of the integers themselves, on a padding that packed layers have. */
class IntegerWindowSumsTest {

    private final IntegerWindowSums rule = new IntegerWindowSums();
    private final Draw draw = new Draw();

    /** The last number: border classes, one if the padding is what packed layers have there. */
    @ParameterizedTest
    @CsvSource({
        "SIGNS, 1, 0, 0, 9",
        "SIGNS, 0.5, 0.5, 0, 1",
        "SIGNS, 0.5, 0.5, 1, 1",
        "SIGNS, 2, 1, 1, 9",
        "SIGNS, 2, 0, -2, 1",
        "SIGNS, -1, 0, -1, 1",
        "SIGNS, 0, 2, 0, 9",
        "BYTES, 1, 0, 1, 9",
        "BYTES, 0.5, 0, 0, 1",
        "BYTES, 0.5, -64, 0, 9",
        "BYTES, 0.5, -64, -64, 1"
    })
    void scalesGoBehind(ValueType type, double slope, double center, double padding, int classes) {
        Node image = Draw.example(type, 3, 4);
        Node given = slope == 1 && center == 0 ? image : scaled(image, slope, center);

        Graph graph = applied(rule, draw.windowSum(given, 5, padding));

        assertThat(graph.output().as(Scale.class).orElseThrow().byClass()).hasSize(classes);
        Node sum = graph.output().input();
        assertThat(sum.input()).isSameAs(image);
        double packed = sum.as(WindowSum.class).orElseThrow().padding();
        assertThat(type == ValueType.BYTES ? packed == 0 : Math.abs(packed) == 1)
                .isTrue();
    }

    /** Windows that are not alike in both directions: strides, dilations, and padding on one side only. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 5", "2, 1, 1, 3", "2, 2, 4, 4", "1, 2, 2, 6", "3, 1, 2, 3"})
    void borderClassesOfOtherWindows(int stride, int dilation, int padding, int outputs) {
        Axis rows = new Axis(6, outputs, 3, stride, padding, dilation);
        Window window = new Window(rows, new Axis(5, 5, 2, 1, 0, 1));
        Node image = Node.of("The input", new Example(InputEncoding.signs(2, 6, 5)));

        Graph graph = applied(rule, Draw.then(image, new WindowSum(window, 0, draw.bits(4, 12))));

        assertThat(graph.output().as(Scale.class).orElseThrow().byClass()).hasSize(window.classes());
    }

    @Test
    void othersStay() {
        assertLeft(rule, draw.windowSum(Draw.example(ValueType.SIGNS, 3, 4), 5, 1));
        assertLeft(rule, draw.windowSum(Draw.example(ValueType.SIGNS, 3, 4), 5, -1));
        assertLeft(rule, draw.windowSum(Draw.example(ValueType.BYTES, 3, 4), 5, 0));
        assertLeft(rule, draw.windowSum(scaled(Draw.example(ValueType.FLOATS, 3, 4), 0.5, 1), 5, 0));
        assertLeft(rule, draw.windowSum(draw.scaled(Draw.example(ValueType.BYTES, 3, 4)), 5, 0));
    }
}
