package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.constant.Constants;
import io.github.bnn4j.onnx.model.Tensor;
import io.github.bnn4j.packed.layer.ImageShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * A function of how a value compares with zero. Whatever operators make of it, value by value and with constants, is such a function
 * again: so a sign is what the file's operators together make of it, whichever they are, and zero goes where they send it.
 */
record Steps(Comparison comparison, Axes axes, Levels levels) implements Dynamic {

    /** With constants these are scales, of which several are one, and rounded once. */
    private static final Set<String> SCALES = Set.of("Add", "Div", "Mul", "Neg");

    static Steps of(Call call, Signal compared, Levels levels) {
        return new Steps(new Comparison(compared.node(), call.origin()), compared.axes(), levels);
    }

    @Override
    public ImageShape shape() {
        return comparison.base().shape();
    }

    @Override
    public Steps with(Axes other) {
        return new Steps(comparison, other, levels);
    }

    /** Returns what an operator makes of this and of constants, if it can be computed for each level alone. */
    static Optional<OnnxValue> folded(Call call) {
        if (!ValueByValue.isComputed(call.operator())) {
            return Optional.empty();
        }
        Steps first = null;
        for (OnnxValue input : call.inputs()) {
            if (input instanceof Steps steps) {
                if (first != null && (steps.comparison != first.comparison || !steps.axes.equals(first.axes))) {
                    return Optional.empty();
                }
                first = steps;
            } else if (input instanceof Dynamic) {
                return Optional.empty();
            }
        }
        if (first == null) {
            return Optional.empty();
        }
        try {
            return first.folded(call, new ArrayList<>());
        } catch (OnnxException e) {
            // Not an operator on constants, or not on such: then it is one on numbers, or is refused as that.
            return Optional.empty();
        }
    }

    private Optional<OnnxValue> folded(Call call, List<double[]> results) {
        Tensor.Type type = levels.type();
        boolean joins = call.inputs().stream().filter(Steps.class::isInstance).count() > 1;
        boolean rounds = joins || !SCALES.contains(call.operator());
        for (int level = -1; level <= 1; level++) {
            List<Tensor> inputs = new ArrayList<>();
            for (OnnxValue input : call.inputs()) {
                inputs.add(
                        input instanceof Steps steps
                                ? Spread.tensor(steps.levels.type(), steps.level(level), axes)
                                : input == null ? null : ((Known) input).tensor());
            }
            Tensor result = Constants.evaluate(call.described(), inputs).get(0);
            type = result.type();
            double[] spread = Spread.over(result, axes, shape(), call);
            if (spread.length > 1 && spread.length != shape().channels()) {
                return Optional.empty();
            }
            results.add(rounds && type == Tensor.Type.FLOAT ? inSinglePrecision(spread) : spread);
        }
        return Optional.of(
                new Steps(comparison, axes, new Levels(type, results.get(0), results.get(1), results.get(2))));
    }

    /** Rounds to what packed networks have of each layer, whatever it takes. */
    private static double[] inSinglePrecision(double[] values) {
        return Arrays.stream(values).map(value -> (float) value).toArray();
    }

    private double[] level(int level) {
        return level < 0 ? levels.below() : level == 0 ? levels.at() : levels.above();
    }

    @Override
    public Signal signal(Call call) {
        int channels = shape().channels();
        IntPredicate neverZero = NeverZero.of(comparison.base());
        double[] directions = new double[channels];
        double[] scale = new double[channels];
        double[] offset = new double[channels];
        double[] terms = new double[channels];
        for (int n = 0; n < channels; n++) {
            double below = Spread.at(levels.below(), n);
            double above = Spread.at(levels.above(), n);
            directions[n] = direction(below, Spread.at(levels.at(), n), above, neverZero.test(n), call);
            scale[n] = directions[n] * (above - below) / 2;
            offset[n] = (above + below) / 2;
            terms[n] = Math.abs(offset[n]);
        }
        Node signs = comparison.signs(directions, call);
        return new Signal(signs, axes).scaled(call, new Scaling(scale, offset, terms));
    }

    /** A sign of packed networks is +1 for zero: where zero goes down, it is the contrary of the sign of the contrary. */
    private double direction(double below, double at, double above, boolean neverZero, Call call) {
        if (!Double.isFinite(below) || !Double.isFinite(above)) {
            throw call.refused("it takes the values " + below + " and " + above + ", which must be finite");
        }
        if (at == above) {
            return 1;
        }
        if (at == below) {
            return -1;
        }
        if (call.settings().signOfZero() != 0) {
            return call.settings().signOfZero();
        }
        if (neverZero) {
            return 1;
        }
        throw call.refused(
                "what it takes comes from " + comparison.origin() + ", and is " + below + " for less than zero, "
                        + above + " for more, and a third value, " + at
                        + ", for zero, and that may occur; --sign-of-zero +1 or "
                        + "-1 (in code: signOfZero) decides where zero belongs");
    }
}
