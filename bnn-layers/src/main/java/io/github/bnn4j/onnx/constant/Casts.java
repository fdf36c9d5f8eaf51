package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.ElementType;
import io.github.bnn4j.onnx.model.Tensor;
import java.util.List;
import java.util.Map;

/** Changes the type of elements. */
final class Casts {

    static final Map<String, Operator> OPERATORS = Map.of("Cast", Casts::cast);

    private Casts() {}

    private static Tensor cast(Call call) {
        long number = call.integer("to");
        ElementType type = ElementType.of((int) Math.max(-1, Math.min(number, Integer.MAX_VALUE)))
                .orElseThrow(() -> call.refused("elements of the type " + number + " are not supported"));
        Tensor tensor = call.input(0);
        boolean truncates = tensor.type() == Tensor.Type.FLOAT && type.type() == Tensor.Type.INTEGER;
        return Broadcast.apply(call, type.type(), List.of(tensor), values -> {
            double result = type.cast(values[0]);
            // ONNX leaves open what becomes of a real number that is too large; of a whole one, its last bits stay.
            if (truncates && !(Math.abs(result - values[0]) < 1)) {
                throw call.refused(values[0] + " cannot be cast to " + type);
            }
            return result;
        });
    }
}
