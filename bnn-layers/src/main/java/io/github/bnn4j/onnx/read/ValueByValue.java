package io.github.bnn4j.onnx.read;

import java.util.Set;

/** Knows the operators that do not look at where a value is. */
final class ValueByValue {

    /** These compute each value from itself and constants. */
    private static final Set<String> COMPUTED = Set.of(
            "Add",
            "Sub",
            "Mul",
            "Div",
            "Neg",
            "Pow",
            "Sqrt",
            "Abs",
            "Sign",
            "Greater",
            "GreaterOrEqual",
            "Less",
            "LessOrEqual",
            "Equal",
            "Where",
            "Not",
            "And",
            "Or",
            "Xor",
            "Cast",
            "Clip",
            "Round",
            "Floor",
            "Ceil",
            "Relu",
            "LeakyRelu",
            "PRelu",
            "Max",
            "Min",
            "BipolarQuant",
            "Quant",
            "IntQuant");

    /** They give axes as they take them, but change no value, or look at others around it. */
    private static final Set<String> OTHERS = Set.of("Identity", "Pad", "Dropout", "Tanh");

    private ValueByValue() {}

    /** Returns whether the operator computes each value for itself. */
    static boolean isComputed(String operator) {
        return COMPUTED.contains(operator);
    }

    /** Returns whether the result lies as the input does. */
    static boolean keepsAxes(String operator) {
        return COMPUTED.contains(operator) || OTHERS.contains(operator);
    }
}
