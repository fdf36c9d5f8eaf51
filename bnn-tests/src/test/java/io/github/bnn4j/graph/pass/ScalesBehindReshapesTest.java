package io.github.bnn4j.graph.pass;

import static io.github.bnn4j.graph.pass.Draw.scaled;
import static io.github.bnn4j.graph.pass.Draw.then;
import static io.github.bnn4j.graph.pass.RuleCheck.applied;
import static io.github.bnn4j.graph.pass.RuleCheck.assertLeft;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.graph.Concatenation;
import io.github.bnn4j.graph.Flattening;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Operation;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.ToChannelsLast;
import io.github.bnn4j.graph.Unflattening;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Integers move, and are scaled then. */
class ScalesBehindReshapesTest {

    private final ScalesBehindReshapes rule = new ScalesBehindReshapes();

    static Stream<Operation> reshapes() {
        return Stream.of(new Flattening(false), new Flattening(true), new ToChannelsLast(), new Concatenation());
    }

    @ParameterizedTest
    @MethodSource("reshapes")
    void scalesThatAreAlikeForAllChangePlaces(Operation reshape) {
        for (ValueType type : new ValueType[] {ValueType.BYTES, ValueType.SIGNS}) {
            Graph graph = applied(rule, then(scaled(Draw.example(type, 3, 4), 0.5, 2), reshape));

            assertThat(graph.output().is(Scale.class)).isTrue();
            assertThat(graph.output().input().operation()).isEqualTo(reshape);
            assertThat(graph.output().input().type()).isEqualTo(type);
        }
    }

    @Test
    void imagesThatAreMadeOfVectorsToo() {
        Node vector = Draw.example(ValueType.BYTES, 12, 1);

        Graph graph = applied(rule, then(scaled(vector, 0.5, 2), new Unflattening(new ImageShape(3, 2, 2))));

        assertThat(graph.output().input().type()).isEqualTo(ValueType.BYTES);
    }

    /** It is copied, not moved. */
    @Test
    void scalesThatOthersTakeToo() {
        Node scaled = scaled(Draw.example(ValueType.SIGNS, 3, 1), 0.5, 2);

        Graph graph = applied(rule, Draw.twice(scaled, then(scaled, new Flattening(false))));

        assertThat(graph.nodes()).hasSize(5);
    }

    @Test
    void severalValuesOfOneScaleAreJoinedAsIntegers() {
        Node signs = Draw.example(ValueType.SIGNS, 3, 4);
        Graph graph =
                applied(rule, Node.of("Both", new Concatenation(), scaled(signs, 0.5, 0.5), scaled(signs, 0.5, 0.5)));

        assertThat(graph.output().input().type()).isEqualTo(ValueType.SIGNS);
    }

    @Test
    void severalValuesOfSeveralScalesStay() {
        Node signs = Draw.example(ValueType.SIGNS, 3, 4);
        for (Node other :
                new Node[] {signs, scaled(signs, 0.5, 0), scaled(signs, 1, 0.5), Draw.sign(scaled(signs, 2, 1))}) {
            assertLeft(rule, Node.of("Both", new Concatenation(), scaled(signs, 0.5, 0.5), other));
        }
    }

    @ParameterizedTest
    @EnumSource(ValueType.class)
    void whatIsNotScaledStays(ValueType type) {
        reshapes().forEach(reshape -> assertLeft(rule, then(Draw.example(type, 3, 4), reshape)));
    }

    @Test
    void realNumbersAndScalesOfChannelsStay() {
        reshapes().forEach(reshape -> {
            assertLeft(rule, then(scaled(Draw.example(ValueType.FLOATS, 3, 4), 0.5, 2), reshape));
            assertLeft(
                    rule,
                    then(scaled(Draw.example(ValueType.BYTES, 3, 4), new double[] {1, 2, 3}, new double[3]), reshape));
        });
    }
}
