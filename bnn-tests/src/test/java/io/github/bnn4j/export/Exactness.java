package io.github.bnn4j.export;

/**
 * Bits that numbers need: they are multiples of a step, a power of two, and none is greater than the most. While there are few
 * enough of them, single precision adds and multiplies without rounding, in any order.
 */
record Exactness(double step, double most) {

    private static final double FITS = 1 << 22;

    static final Exactness SIGNS = new Exactness(1, 1);

    boolean fits() {
        return most / step <= FITS;
    }

    Exactness times(double factorStep, double factorMost) {
        return new Exactness(step * factorStep, most * factorMost);
    }

    Exactness plus(double otherStep, double otherMost) {
        return new Exactness(Math.min(step, otherStep), most + otherMost);
    }

    Exactness plus(Exactness other) {
        return plus(other.step, other.most);
    }

    /** Either of two. */
    Exactness or(Exactness other) {
        return new Exactness(Math.min(step, other.step), Math.max(most, other.most));
    }
}
