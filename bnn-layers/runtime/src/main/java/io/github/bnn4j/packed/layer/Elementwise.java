package io.github.bnn4j.packed.layer;

import java.util.Objects;

/**
 * An activation function on real numbers. Softmax looks at all values of an example.
 *
 * @param function which
 * @param parameter its parameter; 0 where it has none
 * @param inputs values of an example
 */
public record Elementwise(Function function, double parameter, int inputs) implements PackedLayer {

    /** The functions, in double precision, rounded once. p is the parameter. */
    public enum Function {
        /** {@code max(0, x)}. */
        RELU {
            @Override
            double of(double x, double p) {
                return x <= 0 ? 0 : x;
            }
        },
        /** {@code x < 0 ? p x : x}. */
        LEAKY_RELU {
            @Override
            double of(double x, double p) {
                return x < 0 ? p * x : x;
            }
        },
        /** {@code x < 0 ? p (e^x - 1) : x}. */
        ELU {
            @Override
            double of(double x, double p) {
                return x < 0 ? p * Math.expm1(x) : x;
            }
        },
        /** {@code (e^x - e^-x) / (e^x + e^-x)}. */
        TANH {
            @Override
            double of(double x, double p) {
                return Math.tanh(x);
            }
        },
        /** {@code max(-1, min(1, x))}. */
        HARD_TANH {
            @Override
            double of(double x, double p) {
                return Math.max(-1, Math.min(1, x));
            }
        },
        /** {@code 1 / (1 + e^-x)}. */
        SIGMOID {
            @Override
            double of(double x, double p) {
                return 1 / (1 + Math.exp(-x));
            }
        },
        /** {@code max(0, min(1, 0.2 x + 0.5))}. */
        HARD_SIGMOID {
            @Override
            double of(double x, double p) {
                return Math.max(0, Math.min(1, 0.2 * x + 0.5));
            }
        },
        /** {@code log(1 + e^x)}. */
        SOFTPLUS {
            @Override
            double of(double x, double p) {
                return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
            }
        },
        /** {@code x / (1 + |x|)}. */
        SOFTSIGN {
            @Override
            double of(double x, double p) {
                return x / (1 + Math.abs(x));
            }
        },
        /** {@code x / (1 + e^-x)}. */
        SWISH {
            @Override
            double of(double x, double p) {
                return x / (1 + Math.exp(-x));
            }
        },
        /** {@code e^x_i / sum_j e^x_j}. */
        SOFTMAX {
            @Override
            double of(double x, double p) {
                throw new UnsupportedOperationException("softmax is not a function of one value");
            }
        };

        abstract double of(double x, double p);
    }

    /**
     * @throws IllegalArgumentException if inputs are fewer than 1 or the parameter is not finite
     */
    public Elementwise {
        Objects.requireNonNull(function, "function");
        if (inputs < 1 || !Double.isFinite(parameter)) {
            throw new IllegalArgumentException(
                    function + " needs at least 1 input and a finite parameter, got " + inputs + " and " + parameter);
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
    public Activations apply(Activations x) {
        Objects.requireNonNull(x, "x");
        if (function == Function.RELU) {
            return relu(x);
        }
        float[] out = Activations.floats(x.rows(), inputs);
        for (int row = 0; row < x.rows(); row++) {
            if (function == Function.SOFTMAX) {
                softmax(x.floats(), x.from() + row * inputs, out, row * inputs);
            } else {
                for (int i = row * inputs; i < (row + 1) * inputs; i++) {
                    out[i] = (float) function.of(x.floats()[x.from() + i], parameter);
                }
            }
        }
        return Activations.ofFloats(x.rows(), inputs, out, 0);
    }

    /** Computes {@link Function#RELU} of each value, in a loop of which the compiler makes vectors. */
    private Activations relu(Activations x) {
        float[] out = x.copyOfFloats();
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(out[i], 0f);
        }
        return Activations.ofFloats(x.rows(), inputs, out, 0);
    }

    private void softmax(float[] x, int from, float[] out, int to) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < inputs; i++) {
            max = Math.max(max, x[from + i]);
        }
        double sum = 0;
        for (int i = 0; i < inputs; i++) {
            sum += Math.exp(x[from + i] - (double) max);
        }
        for (int i = 0; i < inputs; i++) {
            out[to + i] = (float) (Math.exp(x[from + i] - (double) max) / sum);
        }
    }
}
