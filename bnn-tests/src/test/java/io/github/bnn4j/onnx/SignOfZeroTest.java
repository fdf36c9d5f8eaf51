package io.github.bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import io.github.bnn4j.packed.PackedNetwork;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bare Sign gives 0 of 0, which no bit is: whether it is taken depends on what can come before it. */
class SignOfZeroTest {

    private static final int SEEDS = 4;

    /** What comes before the Sign can be 0: an even count of products, or a norm that moves their sum onto it. */
    enum MayBeZero {
        EVEN_SUM(8, (graph, x) -> x),
        MOVED_ODD_SUM(7, (graph, x) -> graph.node("Add", x, graph.scalar("moved", 3))),
        NORM(
                8,
                (graph, x) ->
                        graph.node("Mul", graph.node("Sub", x, graph.scalar("mean", 2)), graph.scalar("gamma", -.5)));

        private final int hidden;
        private final BiFunction<HandWrittenGraph, String, String> before;

        MayBeZero(int hidden, BiFunction<HandWrittenGraph, String, String> before) {
            this.hidden = hidden;
            this.before = before;
        }
    }

    /** What comes before the Sign is never 0, or Sign has only two values anyway. */
    enum NeverZero {
        ODD_SUM(7, (graph, x) -> x),
        /** It can be 0, but it is never negative: Sign has two values, 0 and 1, and no third. */
        OF_RELU(8, (graph, x) -> graph.node("Relu", x)),
        HALF_BETWEEN(8, (graph, x) -> graph.node("Add", x, graph.scalar("half", .5))),
        MOVED_ODD_SUM(7, (graph, x) -> graph.node("Add", x, graph.scalar("moved", 2))),
        NORM(
                8,
                (graph, x) ->
                        graph.node("Mul", graph.node("Sub", x, graph.scalar("mean", 1)), graph.scalar("gamma", -.5))),
        BATCH_NORM(
                7,
                (graph, x) -> graph.node(
                        "BatchNormalization",
                        Map.of("epsilon", 1.0),
                        x,
                        graph.vector("gamma", 1, -1, 2, -2),
                        graph.vector("beta", 0, .5, .5, -1),
                        graph.vector("mean", 2, 0, 0, .5),
                        graph.vector("variance", 3, 0, 3, 3)));

        private final int hidden;
        private final BiFunction<HandWrittenGraph, String, String> before;

        NeverZero(int hidden, BiFunction<HandWrittenGraph, String, String> before) {
            this.hidden = hidden;
            this.before = before;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAskedForWhereItMatters(MayBeZero kind) {
        HandWrittenGraph graph = network(0, kind.hidden, kind.before, SignForm.BARE);
        String sign = signAfter(graph);

        assertThatThrownBy(() -> Agreement.read(graph).toPacked(Parts.bytes(6, 1, 1)))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining(sign)
                .hasMessageContaining("--sign-of-zero")
                .hasMessageContaining("signOfZero");
    }

    @ParameterizedTest
    @EnumSource
    void isAsked(MayBeZero kind) {
        boolean differ = false;
        for (int seed = 0; seed < SEEDS; seed++) {
            HandWrittenGraph graph = network(seed, kind.hidden, kind.before, SignForm.BARE);
            Agreement.of(graph, Parts.bytes(6, 1, 1), new Draws(seed))
                    .asIf(
                            network(seed, kind.hidden, kind.before, SignForm.SIGN_ADD_SIGN),
                            imported -> imported.signOfZero(1))
                    .isExact();
            Agreement.of(graph, Parts.bytes(6, 1, 1), new Draws(seed))
                    .asIf(
                            network(seed, kind.hidden, kind.before, SignForm.SIGN_SUB_SIGN),
                            imported -> imported.signOfZero(-1))
                    .isExact();
            differ |= differ(graph, new Draws(seed));
        }
        assertThat(differ).as("the option makes a difference").isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void isNoQuestionWhereItIsNever(NeverZero kind) {
        for (int seed = 0; seed < SEEDS; seed++) {
            HandWrittenGraph graph = network(seed, kind.hidden, kind.before, SignForm.BARE);

            Agreement.of(graph, Parts.bytes(6, 1, 1), new Draws(seed)).isExact();
        }
    }

    /** The option is for bare signs alone: forms that say what they give of 0 are not asked. */
    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void changesNoFormThatSaysIt(int sign) {
        for (SignForm form : new SignForm[] {SignForm.SIGN_ADD_SIGN, SignForm.GREATER_WHERE, SignForm.CLIP_ROUND}) {
            HandWrittenGraph graph = network(1, 8, (g, x) -> x, form);

            Agreement.of(graph, Parts.bytes(6, 1, 1), new Draws(1))
                    .asIf(graph, imported -> imported.signOfZero(sign))
                    .isExact();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -3})
    void isPlusOrMinusOne(int sign) {
        HandWrittenGraph graph = network(1, 8, (g, x) -> x, SignForm.BARE);

        assertThatThrownBy(() -> Agreement.read(graph).signOfZero(sign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(sign));
    }

    /** The sign of a weight that is exactly 0 is 0, which makes weights that are not binary, and right ones. */
    @Test
    void signsOfWeights() {
        HandWrittenGraph graph = new HandWrittenGraph(13);
        Draws draws = new Draws(2);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", HandWrittenGraph.OPEN, 2);
        String w = graph.node("Sign", parts.floats(new int[] {2, 2}, .5, 0, -2, 1));
        x = parts.larqSign(graph.node("Sub", graph.node("MatMul", x, w), parts.vector(0, 128)));
        graph.output(graph.node("MatMul", x, parts.floats(new int[] {2, 2}, 1, 1, 1, -1)));

        Agreement.of(graph, Parts.bytes(2, 1, 1), draws).isExact();
    }

    private static boolean differ(HandWrittenGraph graph, Draws draws) {
        PackedNetwork plus = Agreement.read(graph).signOfZero(1).toPacked(Parts.bytes(6, 1, 1));
        PackedNetwork minus = Agreement.read(graph).signOfZero(-1).toPacked(Parts.bytes(6, 1, 1));
        for (int i = 0; i < 100; i++) {
            byte[] example = draws.bytes(6);
            if (!Arrays.equals(plus.scores(example), minus.scores(example))) {
                return true;
            }
        }
        return false;
    }

    /** Six bytes, signs, a sum of products of {@code hidden} signs to 4 outputs, what is asked of, the sign, and scores. */
    private static HandWrittenGraph network(
            int seed, int hidden, BiFunction<HandWrittenGraph, String, String> before, SignForm sign) {
        Draws draws = new Draws(seed);
        HandWrittenGraph graph = new HandWrittenGraph(13);
        Parts parts = new Parts(graph, draws);
        String x = graph.input("x", HandWrittenGraph.OPEN, 6);
        x = graph.node("MatMul", x, parts.floats(new int[] {6, hidden}, draws.signs(6 * hidden)));
        x = parts.larqSign(x);
        x = graph.node("MatMul", x, parts.floats(new int[] {hidden, 4}, draws.signs(4 * hidden)));
        x = sign.of(graph, parts, before.apply(graph, x));
        graph.output(graph.node("MatMul", x, parts.floats(new int[] {4, 3}, draws.signs(12))));
        return graph;
    }

    /** The name of the Sign that is asked of: the node before the last. */
    private static String signAfter(HandWrittenGraph graph) {
        var nodes = graph.model().getGraph().getNodeList();
        return nodes.get(nodes.size() - 2).getName();
    }
}
