package io.github.bnn4j.onnx;

import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import java.util.Map;
import onnx.Onnx.TensorProto;

/** Ways to say the sign of a number in plain ONNX; what it is of 0 follows from the way. */
enum SignForm {
    SIGN_ADD_SIGN {
        @Override
        String of(HandWrittenGraph graph, Parts parts, String x) {
            return parts.larqSign(x);
        }
    },
    /** -1 at 0. */
    SIGN_SUB_SIGN {
        @Override
        String of(HandWrittenGraph graph, Parts parts, String x) {
            return graph.node("Sign", graph.node("Sub", graph.node("Sign", x), parts.scalar(.1)));
        }
    },
    GREATER_OR_EQUAL_WHERE {
        @Override
        String of(HandWrittenGraph graph, Parts parts, String x) {
            return where(graph, parts, graph.node("GreaterOrEqual", x, parts.scalar(0)), 1, -1);
        }
    },
    /** -1 at 0. */
    GREATER_WHERE {
        @Override
        String of(HandWrittenGraph graph, Parts parts, String x) {
            return where(graph, parts, graph.node("Greater", x, parts.scalar(0)), 1, -1);
        }
    },
    LESS_WHERE {
        @Override
        String of(HandWrittenGraph graph, Parts parts, String x) {
            return where(graph, parts, graph.node("Less", x, parts.scalar(0)), -1, 1);
        }
    },
    /** -1 at 0; the number is on the right. */
    ZERO_LESS_WHERE {
        @Override
        String of(HandWrittenGraph graph, Parts parts, String x) {
            return where(graph, parts, graph.node("Less", parts.scalar(0), x), 1, -1);
        }
    },
    /** The signs are inverted, -1 from 0 on. */
    INVERTED_WHERE {
        @Override
        String of(HandWrittenGraph graph, Parts parts, String x) {
            return where(graph, parts, graph.node("GreaterOrEqual", x, parts.scalar(0)), -1, 1);
        }
    },
    /** Keras' binary_tanh, 2 round(hard_sigmoid(x)) - 1: -1 at 0, as .5 is rounded to an even number. */
    CLIP_ROUND {
        @Override
        String of(HandWrittenGraph graph, Parts parts, String x) {
            String half = graph.node("Add", graph.node("Mul", x, parts.scalar(.5)), parts.scalar(.5));
            String bit = graph.node("Round", graph.node("Clip", half, parts.scalar(0), parts.scalar(1)));
            return graph.node("Sub", graph.node("Mul", bit, parts.scalar(2)), parts.scalar(1));
        }
    },
    /** 0 at 0: no bit. */
    BARE {
        @Override
        String of(HandWrittenGraph graph, Parts parts, String x) {
            return graph.node("Sign", x);
        }
    },
    /** A comparison that is cast to a number. */
    CAST {
        @Override
        String of(HandWrittenGraph graph, Parts parts, String x) {
            String bit = graph.node(
                    "Cast",
                    Map.of("to", TensorProto.DataType.FLOAT_VALUE),
                    graph.node("GreaterOrEqual", x, parts.scalar(0)));
            return graph.node("Sub", graph.node("Mul", bit, parts.scalar(2)), parts.scalar(1));
        }
    };

    /** Adds nodes that give the sign of a value. */
    abstract String of(HandWrittenGraph graph, Parts parts, String x);

    private static String where(HandWrittenGraph graph, Parts parts, String condition, double yes, double no) {
        return graph.node("Where", condition, parts.scalar(yes), parts.scalar(no));
    }
}
