package io.github.bnn4j.packed.layer;

import java.util.List;
import java.util.Objects;

/**
 * The sum of several layers, value by value: what a shortcut ends in. Sources are added one after the other, each sum rounded
 * to single, as DL4J's ElementWiseVertex does it.
 *
 * @param sources at least 2
 * @param inputs values of an example of each source
 */
public record Add(int sources, int inputs) implements Combination {

    /**
     * @throws IllegalArgumentException if there are fewer sources than 2 or fewer inputs than 1
     */
    public Add {
        check("A sum", sources, inputs);
    }

    static void check(String name, int sources, int inputs) {
        if (sources < 2 || inputs < 1) {
            throw new IllegalArgumentException(
                    name + " needs at least 2 sources and 1 input, got " + sources + " and " + inputs);
        }
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
        add(x.get(0).floatsFromStart(), x.get(1).floatsFromStart(), out);
        for (Activations source : x.subList(2, sources)) {
            add(out, source.floatsFromStart(), out);
        }
        return Activations.ofFloats(x.get(0).rows(), inputs, out, 0);
    }

    private static void add(float[] x, float[] y, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i] + y[i];
        }
    }
}
