package io.github.bnn4j.onnx.read;

import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.packed.layer.Elementwise.Function;
import java.util.Map;

/** Knows which operators there are on values that depend on the input, and what reads each. */
final class Operators {

    /** Reads a node that takes a value that depends on the input. */
    private interface Reader {
        OnnxValue read(Call call);
    }

    private static final Map<String, Reader> ONNX = Map.ofEntries(
            Map.entry("Add", Arithmetic::add),
            Map.entry("Sub", Arithmetic::subtract),
            Map.entry("Mul", Arithmetic::multiply),
            Map.entry("Div", Arithmetic::divide),
            Map.entry("Neg", Arithmetic::negate),
            Map.entry("Pow", Arithmetic::power),
            Map.entry("Sum", Arithmetic::sum),
            Map.entry("Sign", Comparisons::sign),
            Map.entry("Greater", Comparisons::greater),
            Map.entry("GreaterOrEqual", Comparisons::greaterOrEqual),
            Map.entry("Less", Comparisons::less),
            Map.entry("LessOrEqual", Comparisons::lessOrEqual),
            Map.entry("Where", Comparisons::where),
            Map.entry("Round", OneBitQuantizers::round),
            Map.entry("Floor", OneBitQuantizers::round),
            Map.entry("Ceil", OneBitQuantizers::round),
            Map.entry("MatMul", Sums::matMul),
            Map.entry("Gemm", Sums::gemm),
            Map.entry("Conv", Convolutions::convolution),
            Map.entry("Pad", Margins::pad),
            Map.entry("MaxPool", Poolings::maximum),
            Map.entry("AveragePool", Poolings::mean),
            Map.entry("GlobalAveragePool", Poolings::globalMean),
            Map.entry("GlobalMaxPool", Poolings::globalMaximum),
            Map.entry("ReduceMean", Poolings::reduceMean),
            Map.entry("BatchNormalization", Normalizations::batch),
            Map.entry("Relu", Activations::relu),
            Map.entry("Clip", Activations::clip),
            Map.entry("Max", Activations::maximum),
            Map.entry("Min", Activations::minimum),
            Map.entry("HardSigmoid", Activations::hardSigmoid),
            Map.entry("PRelu", Activations::prelu),
            Map.entry("LeakyRelu", Activations::leakyRelu),
            Map.entry("Elu", Activations::elu),
            Map.entry("Tanh", call -> Activations.plain(call, Function.TANH)),
            Map.entry("Sigmoid", call -> Activations.plain(call, Function.SIGMOID)),
            Map.entry("Softplus", call -> Activations.plain(call, Function.SOFTPLUS)),
            Map.entry("Softsign", call -> Activations.plain(call, Function.SOFTSIGN)),
            Map.entry("Softmax", Activations::softmax),
            Map.entry("Shape", Shapes::shape),
            Map.entry("Transpose", Shapes::transpose),
            Map.entry("Reshape", Shapes::reshape),
            Map.entry("Flatten", Shapes::flatten),
            Map.entry("Squeeze", Shapes::squeeze),
            Map.entry("Unsqueeze", Shapes::unsqueeze),
            Map.entry("Concat", Joins::concatenation),
            Map.entry("TopK", Ends::top),
            Map.entry("ArgMax", Ends::argMax),
            Map.entry("Identity", Passing::identity),
            Map.entry("Dropout", Passing::dropout),
            Map.entry("Cast", Passing::cast));

    /** These are in the domains of QONNX and FINN. */
    private static final Map<String, Reader> QUANTIZERS = Map.of(
            "BipolarQuant", OneBitQuantizers::bipolar,
            "Quant", OneBitQuantizers::quant,
            "IntQuant", OneBitQuantizers::quant,
            "MultiThreshold", OneBitQuantizers::multiThreshold);

    private Operators() {}

    static boolean isQuantizer(Call call) {
        return OnnxNode.QUANTIZER_DOMAINS.contains(call.described().domain())
                && QUANTIZERS.containsKey(call.operator());
    }

    /** Returns what a node makes of values of which one at least depends on the network's input. */
    static OnnxValue read(Call call) {
        String domain = call.described().domain();
        Reader reader = domain.isEmpty()
                ? ONNX.get(call.operator())
                : OnnxNode.QUANTIZER_DOMAINS.contains(domain) ? QUANTIZERS.get(call.operator()) : null;
        if (reader == null) {
            throw call.refused("the operator " + call.operator()
                    + (domain.isEmpty() ? "" : " of the domain " + domain)
                    + " is not supported on values that depend on the network's input");
        }
        return reader.read(call);
    }
}
