package io.github.bnn4j.packed.layer;

import java.util.List;
import java.util.Objects;

/**
 * The product of several layers, value by value: a gate on what it opens and closes. Sources are multiplied one after the
 * other, each product rounded to single, as DL4J's ElementWiseVertex does it.
 *
 * @param sources at least 2
 * @param inputs values of an example of each source
 */
public record Multiply(int sources, int inputs) implements Combination {

    /**
     * @throws IllegalArgumentException if there are fewer sources than 2 or fewer inputs than 1
     */
    public Multiply {
        Add.check("A product", sources, inputs);
    }

    @Override
    public ValueType inputType() {
        return ValueType.FLOATS;
    }

    @Override
    public ValueType outputType() {
        return ValueType.FLOATS;
    }

    @Override
    public int outputs() {
        return inputs;
    }

    @Override
    public Activations combine(List<Activations> x) {
        Objects.requireNonNull(x, "x");
        float[] out = Activations.floats(x.get(0).rows(), inputs);
        multiply(x.get(0).floatsFromStart(), x.get(1).floatsFromStart(), out);
        for (Activations source : x.subList(2, sources)) {
            multiply(out, source.floatsFromStart(), out);
        }
        return Activations.ofFloats(x.get(0).rows(), inputs, out, 0);
    }

    private static void multiply(float[] x, float[] y, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i] * y[i];
        }
    }
}
