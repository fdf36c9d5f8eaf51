package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.ActivationOf;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.onnx.model.Tensor;
import io.github.bnn4j.packed.layer.Elementwise.Function;
import io.github.bnn4j.packed.layer.ImageShape;

/**
 * A value between bounds, and perhaps rounded then. Rounded to two values, it is a comparison; and a comparison of it is one of the
 * value before the bounds.
 *
 * @param before the value before
 * @param low may be infinite
 * @param high may be infinite
 * @param rounding null if it is not rounded
 * @param numbers the same as a function that packed networks have; null if it is none
 */
record Clipped(Signal before, double low, double high, Rounding rounding, Signal numbers) implements Dynamic {

    static Clipped of(Signal before, double low, double high, Rounding rounding) {
        return new Clipped(before, low, high, rounding, null);
    }

    @Override
    public Axes axes() {
        return before.axes();
    }

    @Override
    public ImageShape shape() {
        return before.shape();
    }

    @Override
    public Clipped with(Axes axes) {
        return new Clipped(before.with(axes), low, high, rounding, numbers == null ? null : numbers.with(axes));
    }

    /** Returns this, or what is more of a comparison. */
    Dynamic settled(Call call) {
        return rounding != null && rounding.of(high) - rounding.of(low) == 1
                ? rounding.step(before, rounding.of(low), call)
                : this;
    }

    /** Returns it between more bounds, of which those that are rounded are whole numbers. */
    Dynamic between(double least, double most, Call call) {
        if (rounding != null && (isBroken(least) || isBroken(most))) {
            throw call.refused("it bounds whole numbers by " + least + " and " + most + ", which are not whole");
        }
        double newLow = Math.min(most, Math.max(low, least));
        double newHigh = Math.min(most, Math.max(high, least));
        return of(before, newLow, newHigh, rounding).settled(call);
    }

    private static boolean isBroken(double bound) {
        return Double.isFinite(bound) && bound != Math.rint(bound);
    }

    /** Returns it scaled, if all values are alike. */
    Clipped scaled(double scale, double offset, Call call) {
        Signal scaled = before.scaled(call, Scaling.uniform(scale, offset, 1));
        double a = scale * low + offset;
        double b = scale * high + offset;
        Signal known = numbers == null ? null : numbers.scaled(call, Scaling.uniform(scale, offset, 1));
        return new Clipped(scaled, Math.min(a, b), Math.max(a, b), null, known);
    }

    /**
     * Returns a function of how it compares with a number.
     *
     * @param levels for less than that, for that, and for more
     */
    Steps compared(double number, Levels levels, Call call) {
        double[] below = number < low ? levels.above() : number == low ? levels.at() : levels.below();
        double[] above = number > high ? levels.below() : number == high ? levels.at() : levels.above();
        double[] at = number < low ? levels.above() : number > high ? levels.below() : levels.at();
        Signal difference = before.scaled(call, Scaling.uniform(1, -number, 1));
        return Steps.of(call, difference, new Levels(levels.type(), below, at, above));
    }

    @Override
    public Signal signal(Call call) {
        if (rounding != null) {
            throw call.refused("it takes whole numbers from " + low + " to " + high
                    + ", which are more than one bit; only two values are supported");
        }
        if (numbers != null) {
            return numbers;
        }
        if (low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY) {
            return before;
        }
        if (high == Double.POSITIVE_INFINITY) {
            return shifted(call, 1, low);
        }
        if (low == Double.NEGATIVE_INFINITY) {
            return shifted(call, -1, high);
        }
        double half = (high - low) / 2;
        double middle = (high + low) / 2;
        if (half == 0) {
            return before.scaled(call, Scaling.uniform(0, middle, 1));
        }
        return before.scaled(call, Scaling.uniform(1 / half, -middle / half, 1))
                .then(call, new ActivationOf(Function.HARD_TANH, 0))
                .scaled(call, Scaling.uniform(half, middle, 1));
    }

    /** Returns {@code max(x, b) = relu(x - b) + b}, and {@code min(x, b) = -(relu(-x + b)) + b}. */
    private Signal shifted(Call call, double direction, double bound) {
        return before.scaled(call, Scaling.uniform(direction, -direction * bound, 1))
                .then(call, new ActivationOf(Function.RELU, 0))
                .scaled(call, Scaling.uniform(direction, bound, 1));
    }

    /** Tells how numbers are made whole. */
    enum Rounding {
        /** Rounds to the nearest, of two to the even one. */
        ROUND {
            @Override
            double of(double x) {
                return Math.rint(x);
            }
        },
        FLOOR {
            @Override
            double of(double x) {
                return Math.floor(x);
            }
        },
        CEIL {
            @Override
            double of(double x) {
                return Math.ceil(x);
            }
        },
        /** Rounds to the one that is nearer to zero. */
        TO_ZERO {
            @Override
            double of(double x) {
                return x < 0 ? Math.ceil(x) : Math.floor(x);
            }
        },
        /** Rounds to the one that is further from zero. */
        FROM_ZERO {
            @Override
            double of(double x) {
                return x < 0 ? Math.floor(x) : Math.ceil(x);
            }
        },
        /** Rounds to the nearest, of two to the one that is further from zero. */
        HALF_FROM_ZERO {
            @Override
            double of(double x) {
                return Math.signum(x) * Math.floor(Math.abs(x) + 0.5);
            }
        },
        /** Rounds to the nearest, of two to the one that is nearer to zero. */
        HALF_TO_ZERO {
            @Override
            double of(double x) {
                return Math.signum(x) * Math.ceil(Math.abs(x) - 0.5);
            }
        };

        abstract double of(double x);

        /** Returns the comparison that rounding is between a whole number and the next one. */
        Steps step(Signal before, double least, Call call) {
            double most = least + 1;
            double threshold = least + 0.5;
            if (of(least + 0.25) == most) {
                threshold = least;
            } else if (of(least + 0.75) == least) {
                threshold = most;
            }
            Signal difference = before.scaled(call, Scaling.uniform(1, -threshold, 1));
            return Steps.of(call, difference, Levels.of(Tensor.Type.FLOAT, least, of(threshold), most));
        }
    }
}
