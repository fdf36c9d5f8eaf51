package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.Tensor;
import java.util.List;
import java.util.Map;

/** Operators that tell truth from numbers, and choose by it. */
final class Comparisons {

    static final Map<String, Operator> OPERATORS = Map.of(
            "Greater", call -> ofNumbers(call, (a, b) -> a > b),
            "GreaterOrEqual", call -> ofNumbers(call, (a, b) -> a >= b),
            "Less", call -> ofNumbers(call, (a, b) -> a < b),
            "LessOrEqual", call -> ofNumbers(call, (a, b) -> a <= b),
            "Equal", call -> ofTwo(call, (a, b) -> a == b),
            "Not", Comparisons::not,
            "Where", Comparisons::where);

    @FunctionalInterface
    private interface Comparison {
        boolean holds(double first, double second);
    }

    private Comparisons() {}

    private static Tensor ofNumbers(Call call, Comparison comparison) {
        call.number(0);
        return ofTwo(call, comparison);
    }

    private static Tensor ofTwo(Call call, Comparison comparison) {
        call.requireAlike(0, 1);
        return Broadcast.apply(
                call,
                Tensor.Type.BOOLEAN,
                List.of(call.input(0), call.input(1)),
                values -> comparison.holds(values[0], values[1]) ? 1 : 0);
    }

    private static Tensor not(Call call) {
        return Broadcast.apply(call, Tensor.Type.BOOLEAN, List.of(call.truth(0)), values -> 1 - values[0]);
    }

    private static Tensor where(Call call) {
        call.requireAlike(1, 2);
        return Broadcast.apply(
                call,
                call.input(1).type(),
                List.of(call.truth(0), call.input(1), call.input(2)),
                values -> values[0] == 0 ? values[2] : values[1]);
    }
}
