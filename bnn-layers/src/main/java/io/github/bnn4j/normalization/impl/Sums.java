package io.github.bnn4j.normalization.impl;

/** Sums in double precision, of four parts at a time: an addition need not wait for the one before it. */
final class Sums {

    private Sums() {}

    static double sum(float[] x) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < x.length - 3; i += 4) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
        }
        for (; i < x.length; i++) {
            a += x[i];
        }
        return a + b + (c + d);
    }

    /** The sum of {@code (x - center)^2}. */
    static double squares(float[] x, double center) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < x.length - 3; i += 4) {
            double p = x[i] - center;
            double q = x[i + 1] - center;
            double r = x[i + 2] - center;
            double s = x[i + 3] - center;
            a += p * p;
            b += q * q;
            c += r * r;
            d += s * s;
        }
        for (; i < x.length; i++) {
            a += (x[i] - center) * (x[i] - center);
        }
        return a + b + (c + d);
    }

    /** The sum of {@code x * y}; of one length. */
    static double dot(float[] x, float[] y) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < x.length - 3; i += 4) {
            a += (double) x[i] * y[i];
            b += (double) x[i + 1] * y[i + 1];
            c += (double) x[i + 2] * y[i + 2];
            d += (double) x[i + 3] * y[i + 3];
        }
        for (; i < x.length; i++) {
            a += (double) x[i] * y[i];
        }
        return a + b + (c + d);
    }
}
