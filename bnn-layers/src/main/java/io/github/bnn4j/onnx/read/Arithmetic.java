package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.ActivationOf;
import io.github.bnn4j.graph.Addition;
import io.github.bnn4j.graph.Multiplication;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Operation;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.packed.layer.Elementwise.Function;
import java.util.Arrays;
import java.util.List;

/** Reads operators that compute value by value: with constants they are scales, of two values that depend on the input sums and products. */
final class Arithmetic {

    private Arithmetic() {}

    static OnnxValue add(Call call) {
        int known = known(call);
        return known < 0
                ? joined(call, new Addition(), call.signal(0), call.signal(1))
                : scaled(call, 1 - known, known, 1, 1);
    }

    static OnnxValue subtract(Call call) {
        int known = known(call);
        if (known < 0) {
            Signal negated = call.signal(1).scaled(call, Scaling.uniform(-1, 0, 1));
            return joined(call, new Addition(), call.signal(0), negated);
        }
        return known == 1 ? shifted(call) : scaled(call, 1, 0, -1, 1);
    }

    /** Subtracts a constant. Before and behind PRelu, that is part of it. */
    private static OnnxValue shifted(Call call) {
        OnnxValue result = scaled(call, 0, 1, 1, -1);
        Dynamic value = call.dynamic(0);
        if (!(value instanceof Signal before) || !(result instanceof Signal numbers)) {
            return result;
        }
        double[] shifts = Arrays.stream(spread(call, 0, 1)).map(shift -> -shift).toArray();
        if (Arrays.stream(shifts).anyMatch(shift -> (float) shift != shift)) {
            return result;
        }
        return Activations.shifted(call, before, shifts)
                .map(OnnxValue.class::cast)
                .orElseGet(() -> new Shifted(before, shifts, numbers));
    }

    static OnnxValue multiply(Call call) {
        int known = known(call);
        if (known >= 0) {
            return multiplied(call, 1 - known, spread(call, 1 - known, known));
        }
        Signal first = call.signal(0);
        Signal second = call.signal(1);
        if (isGate(second.node(), first.node()) || isGate(first.node(), second.node())) {
            return (isGate(second.node(), first.node()) ? first : second)
                    .then(call, new ActivationOf(Function.SWISH, 0));
        }
        return joined(call, new Multiplication(), first, second);
    }

    /** Returns whether a value is the sigmoid of another one. */
    private static boolean isGate(Node gate, Node value) {
        return gate.operation() instanceof ActivationOf activation
                && activation.function() == Function.SIGMOID
                && gate.input() == value;
    }

    static OnnxValue divide(Call call) {
        if (!call.isKnown(1)) {
            throw call.refused("it divides by a value that depends on the network's input");
        }
        double[] divisors = spread(call, 0, 1);
        return multiplied(call, 0, Arrays.stream(divisors).map(x -> 1 / x).toArray());
    }

    static OnnxValue negate(Call call) {
        return multiplied(call, 0, new double[] {-1});
    }

    /** Reads a power; of what depends on the input, the first two are known. */
    static OnnxValue power(Call call) {
        double exponent = call.number(1);
        if (exponent == 1) {
            return call.dynamic(0);
        }
        if (exponent == 2) {
            return joined(call, new Multiplication(), call.signal(0), call.signal(0));
        }
        throw call.refused("it takes the power " + exponent
                + " of a value that depends on the network's input; 1 and 2 are supported");
    }

    /** Returns the sum of any count of values. */
    static OnnxValue sum(Call call) {
        Signal sum = call.signal(0);
        for (int i = 1; i < call.inputs().size(); i++) {
            sum = joined(call, new Addition(), sum, call.signal(i));
        }
        return sum;
    }

    /** Returns which input is constant; -1 if none is. */
    private static int known(Call call) {
        return call.isKnown(1) ? 1 : call.isKnown(0) ? 0 : -1;
    }

    private static double[] spread(Call call, int dynamic, int known) {
        Dynamic value = call.dynamic(dynamic);
        return Spread.over(call.constant(known), value.axes(), value.shape(), call);
    }

    private static OnnxValue multiplied(Call call, int dynamic, double[] factors) {
        return scaled(call, call.dynamic(dynamic), factors, new double[factors.length]);
    }

    /** Returns {@code a x + b c} with the constant c. */
    private static OnnxValue scaled(Call call, int dynamic, int known, double a, double b) {
        double[] offsets =
                Arrays.stream(spread(call, dynamic, known)).map(c -> b * c).toArray();
        double[] factors = new double[offsets.length];
        Arrays.fill(factors, a);
        return scaled(call, call.dynamic(dynamic), factors, offsets);
    }

    private static OnnxValue scaled(Call call, Dynamic value, double[] factors, double[] offsets) {
        for (int i = 0; i < factors.length; i++) {
            if (!Double.isFinite(factors[i]) || !Double.isFinite(offsets[i])) {
                throw call.refused("its constant makes the factor " + factors[i] + " and the offset " + offsets[i]
                        + ", which must be finite");
            }
        }
        if (value instanceof Clipped clipped && clipped.rounding() == null && factors.length == 1 && factors[0] != 0) {
            return clipped.scaled(factors[0], offsets[0], call);
        }
        double[] terms = Arrays.stream(offsets).map(Math::abs).toArray();
        return value.signal(call).scaled(call, new Scaling(factors, offsets, terms));
    }

    /** Returns what an operation makes of two values of one size. */
    static Signal joined(Call call, Operation operation, Signal first, Signal second) {
        boolean alike = first.shape().equals(second.shape()) && first.axes().isAs(second.axes(), first.shape());
        if (!alike) {
            throw call.refused("it takes values of shapes " + first.axes().describe(first.shape()) + " and "
                    + second.axes().describe(second.shape()) + ", axes "
                    + first.axes().labels() + " and "
                    + second.axes().labels() + ", which are not alike");
        }
        return first.with(Node.of(call.origin(), operation, List.of(first.node(), second.node())));
    }
}
