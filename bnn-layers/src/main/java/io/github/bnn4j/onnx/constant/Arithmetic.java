package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** Operators of two numbers, or several. */
final class Arithmetic {

    static final Map<String, Operator> OPERATORS = Map.of(
            "Add", call -> ofTwo(call, Double::sum),
            "Sub", call -> ofTwo(call, (a, b) -> a - b),
            "Mul", call -> ofTwo(call, (a, b) -> a * b),
            "Div", Arithmetic::divide,
            "Pow", Arithmetic::power,
            "PRelu", Arithmetic::prelu,
            "Min", call -> ofAll(call, Math::min),
            "Max", call -> ofAll(call, Math::max));

    private Arithmetic() {}

    private static Tensor ofTwo(Call call, DoubleBinaryOperator operator) {
        call.requireAlike(0, 1);
        return Broadcast.apply(
                call,
                call.number(0).type(),
                List.of(call.number(0), call.number(1)),
                numbers -> operator.applyAsDouble(numbers[0], numbers[1]));
    }

    private static Tensor divide(Call call) {
        if (call.number(0).type() == Tensor.Type.FLOAT) {
            return ofTwo(call, (a, b) -> a / b);
        }
        return ofTwo(call, (a, b) -> {
            if (b == 0) {
                throw call.refused("a whole number is divided by 0");
            }
            // Exactly, also where the quotient of doubles would be rounded up to a whole number; and not to a zero
            // below 0.
            return (double) ((long) a / (long) b);
        });
    }

    /** The exponent may be of another type: the result is of the base's. */
    private static Tensor power(Call call) {
        boolean whole = call.number(0).type() == Tensor.Type.INTEGER;
        return Broadcast.apply(
                call,
                call.number(0).type(),
                List.of(call.number(0), call.number(1)),
                numbers -> whole ? truncated(Math.pow(numbers[0], numbers[1])) : Math.pow(numbers[0], numbers[1]));
    }

    private static double truncated(double number) {
        return number < 0 ? Math.ceil(number) : Math.floor(number);
    }

    private static Tensor prelu(Call call) {
        return ofTwo(call, (x, slope) -> x < 0 ? slope * x : x);
    }

    private static Tensor ofAll(Call call, DoubleBinaryOperator operator) {
        List<Tensor> inputs = call.alike();
        return Broadcast.apply(call, call.number(0).type(), inputs, numbers -> {
            double result = numbers[0];
            for (int i = 1; i < numbers.length; i++) {
                result = operator.applyAsDouble(result, numbers[i]);
            }
            return result;
        });
    }
}
