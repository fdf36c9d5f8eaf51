package io.github.bnn4j.onnx.constant;

import static java.util.Map.entry;

import io.github.bnn4j.onnx.model.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Operators of each number alone. */
final class Functions {

    static final Map<String, Operator> OPERATORS = Map.ofEntries(
            entry("Neg", call -> ofNumber(call, x -> -x)),
            entry("Abs", call -> ofNumber(call, Math::abs)),
            entry("Sign", call -> ofNumber(call, Math::signum)),
            entry("Relu", call -> ofNumber(call, x -> Math.max(x, 0))),
            entry("Clip", Functions::clip),
            entry("LeakyRelu", Functions::leakyRelu),
            entry("Sqrt", call -> ofReal(call, Math::sqrt)),
            entry("Exp", call -> ofReal(call, Math::exp)),
            entry("Reciprocal", call -> ofReal(call, x -> 1 / x)),
            entry("Floor", call -> ofReal(call, Math::floor)),
            entry("Ceil", call -> ofReal(call, Math::ceil)),
            // Half to even.
            entry("Round", call -> ofReal(call, Math::rint)));

    private Functions() {}

    private static Tensor ofNumber(Call call, DoubleUnaryOperator function) {
        return map(call, call.number(0), function);
    }

    private static Tensor ofReal(Call call, DoubleUnaryOperator function) {
        return map(call, call.real(0), function);
    }

    private static Tensor map(Call call, Tensor tensor, DoubleUnaryOperator function) {
        return Broadcast.apply(call, tensor.type(), List.of(tensor), numbers -> function.applyAsDouble(numbers[0]));
    }

    /** Bounds are attributes before version 11, and inputs from there on. */
    private static Tensor clip(Call call) {
        double min = call.has(1) ? call.scalar(1) : call.real("min", Double.NEGATIVE_INFINITY);
        double max = call.has(2) ? call.scalar(2) : call.real("max", Double.POSITIVE_INFINITY);
        return ofNumber(call, x -> Math.min(Math.max(x, min), max));
    }

    private static Tensor leakyRelu(Call call) {
        double slope = call.real("alpha", 0.01f);
        return ofReal(call, x -> x < 0 ? slope * x : x);
    }
}
