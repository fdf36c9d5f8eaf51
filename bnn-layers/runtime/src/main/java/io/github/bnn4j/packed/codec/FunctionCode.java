package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.Elementwise.Function;
import java.util.List;

/** The numbers of activation functions in the file: places in this list, to whose end others may be added. */
final class FunctionCode {

    private static final List<Function> BY_CODE = List.of(
            Function.RELU,
            Function.LEAKY_RELU,
            Function.ELU,
            Function.TANH,
            Function.HARD_TANH,
            Function.SIGMOID,
            Function.HARD_SIGMOID,
            Function.SOFTPLUS,
            Function.SOFTSIGN,
            Function.SWISH,
            Function.SOFTMAX);

    private FunctionCode() {}

    static int of(Function function) {
        return BY_CODE.indexOf(function);
    }

    static Function function(int code, Source in) throws PackedFormatException {
        if (code >= BY_CODE.size()) {
            throw in.wrong("there is no activation function " + code);
        }
        return BY_CODE.get(code);
    }
}
