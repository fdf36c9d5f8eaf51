package io.github.bnn4j.onnx.write;

import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.FloatThresholds;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.PRelu;
import io.github.bnn4j.packed.layer.SignsToFloats;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.AttributeProto;

/** Layers that change each value by itself, and leave it where it is. */
final class ValueNodes {

    private final LayerScope scope;

    ValueNodes(LayerScope scope) {
        this.scope = scope;
    }

    ExportedValue affine(ExportedValue x, Affine layer) {
        return scope.scaled(x, Parameter.of(x, layer.scale()), Parameter.of(x, layer.offset()));
    }

    ExportedValue bytes(ExportedValue x, BytesToFloats layer) {
        return scope.scaled(x, Parameter.of(x, layer.scale()), Parameter.of(x, layer.offset()));
    }

    /** Returns {@code a x + b} of the two numbers that signs stand for. */
    ExportedValue signs(ExportedValue x, SignsToFloats layer) {
        double slope = ((double) layer.positive() - layer.negative()) / 2;
        double center = ((double) layer.positive() + layer.negative()) / 2;
        return scope.scaled(x, Parameter.of(x, slope), Parameter.of(x, center));
    }

    /**
     * Compares values with thresholds; what is +1 for all numbers, or for none, is the sign of a constant.
     *
     * @param pool what alone takes the result, if it is a maximum that can be taken first; else null
     */
    ExportedValue compared(ExportedValue x, FloatThresholds layer, MaxPooling pool) {
        ExportedValue greatest = pool == null ? x : new PoolingNodes(scope).maximum(x, pool);
        float[] thresholds = layer.thresholds();
        double[] scale = new double[thresholds.length];
        double[] offset = new double[thresholds.length];
        for (int n = 0; n < thresholds.length; n++) {
            double sign = PaddedSums.isSet(layer.inverted(), n) ? -1 : 1;
            boolean constant = Float.isInfinite(thresholds[n]);
            scale[n] = constant ? 0 : sign;
            offset[n] = constant ? -sign * Math.signum(thresholds[n]) : -sign * thresholds[n];
        }
        return scope.sign(scope.scaled(greatest, Parameter.of(greatest, scale), Parameter.of(greatest, offset)));
    }

    /** Returns whether a maximum can be taken first, as {@link BinarySumNodes#takesPool} does. */
    static boolean takesPool(FloatThresholds layer, MaxPooling pool) {
        return layer.thresholds().length == pool.inputImage().channels()
                && Arrays.stream(pool.inverted()).anyMatch(word -> word != 0)
                && Arrays.equals(layer.inverted(), pool.inverted());
    }

    /** Shifts are subtracted, so that they are told from what is added otherwise: they are rounded for themselves. */
    ExportedValue rectified(ExportedValue x, PRelu layer) {
        String before = shifted(x, x.name(), "before", layer.before());
        String slopes = scope.floats("slopes", Parameter.of(x, layer.slopes()));
        String rectified = scope.node("PRelu", "rectified", List.of(before, slopes));
        return x.named(shifted(x, rectified, "after", layer.after()));
    }

    private String shifted(ExportedValue x, String value, String name, float[] shift) {
        float[] negated = new float[shift.length];
        for (int i = 0; i < negated.length; i++) {
            negated[i] = -shift[i];
        }
        Parameter parameter = Parameter.of(x, negated);
        return parameter.isAll(0)
                ? value
                : scope.node("Sub", name + "_shifted", List.of(value, scope.floats(name, parameter)));
    }

    ExportedValue activated(ExportedValue x, Elementwise layer) {
        double parameter = layer.parameter();
        return switch (layer.function()) {
            case RELU -> function(x, "Relu");
            case LEAKY_RELU -> function(x, "LeakyRelu", Attributes.of("alpha", parameter));
            case ELU -> function(x, "Elu", Attributes.of("alpha", parameter));
            case TANH -> function(x, "Tanh");
            case HARD_TANH ->
                x.named(scope.node(
                        "Clip",
                        "activated",
                        List.of(x.name(), scope.floats("least", new int[0], -1), scope.floats("most", new int[0], 1))));
            case SIGMOID -> function(x, "Sigmoid");
            case HARD_SIGMOID -> function(x, "HardSigmoid", Attributes.of("alpha", 0.2), Attributes.of("beta", 0.5));
            case SOFTPLUS -> function(x, "Softplus");
            case SOFTSIGN -> function(x, "Softsign");
            case SWISH ->
                x.named(scope.node(
                        "Mul", "activated", List.of(x.name(), scope.node("Sigmoid", "gate", List.of(x.name())))));
            case SOFTMAX -> function(scope.vector(x), "Softmax", Attributes.of("axis", 1L));
        };
    }

    private ExportedValue function(ExportedValue x, String operator, AttributeProto... attributes) {
        return x.named(scope.node(operator, "activated", List.of(x.name()), attributes));
    }
}
