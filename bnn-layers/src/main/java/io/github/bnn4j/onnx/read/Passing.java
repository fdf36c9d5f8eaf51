package io.github.bnn4j.onnx.read;

import io.github.bnn4j.packed.layer.ValueType;
import java.util.Set;

/** Reads what gives the values that it takes. */
final class Passing {

    /** ONNX's numbers of the types float, float16, double and bfloat16. */
    private static final Set<Integer> REAL = Set.of(1, 10, 11, 16);

    private Passing() {}

    static OnnxValue identity(Call call) {
        return call.dynamic(0);
    }

    static OnnxValue dropout(Call call) {
        if (call.has(2) && call.number(2) != 0) {
            throw call.refused("it is in training mode");
        }
        return call.dynamic(0);
    }

    /** Casts to real numbers, whatever their precision: here it is the one that packed networks have. */
    static OnnxValue cast(Call call) {
        Dynamic value = call.dynamic(0);
        int type = call.integer("to", 0);
        boolean keeps = REAL.contains(type)
                || value instanceof Winner
                || value instanceof Signal signal && signal.node().type() == ValueType.BYTES;
        if (!keeps) {
            throw call.refused("it casts numbers to the type " + type + ", which is not one of real numbers");
        }
        return value;
    }
}
