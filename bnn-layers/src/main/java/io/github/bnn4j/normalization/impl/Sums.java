package io.github.bnn4j.normalization.impl;

/** Sums in double precision, of eight parts at a time: an addition need not wait for the one before it. */
final class Sums {

    private Sums() {}

    static double sum(float[] x) {
        double a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        int i = 0;
        for (; i < x.length - 7; i += 8) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
            e += x[i + 4];
            f += x[i + 5];
            g += x[i + 6];
            h += x[i + 7];
        }
        for (; i < x.length; i++) {
            a += x[i];
        }
        return a + b + (c + d) + (e + f + (g + h));
    }

    /** Returns the sum of {@code (x - center)^2}. */
    static double squares(float[] x, double center) {
        double a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        int i = 0;
        for (; i < x.length - 7; i += 8) {
            a += square(x[i] - center);
            b += square(x[i + 1] - center);
            c += square(x[i + 2] - center);
            d += square(x[i + 3] - center);
            e += square(x[i + 4] - center);
            f += square(x[i + 5] - center);
            g += square(x[i + 6] - center);
            h += square(x[i + 7] - center);
        }
        for (; i < x.length; i++) {
            a += square(x[i] - center);
        }
        return a + b + (c + d) + (e + f + (g + h));
    }

    private static double square(double x) {
        return x * x;
    }

    /** Returns the sum of {@code x * y}; of one length. */
    static double dot(float[] x, float[] y) {
        double a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        int i = 0;
        for (; i < x.length - 7; i += 8) {
            a += (double) x[i] * y[i];
            b += (double) x[i + 1] * y[i + 1];
            c += (double) x[i + 2] * y[i + 2];
            d += (double) x[i + 3] * y[i + 3];
            e += (double) x[i + 4] * y[i + 4];
            f += (double) x[i + 5] * y[i + 5];
            g += (double) x[i + 6] * y[i + 6];
            h += (double) x[i + 7] * y[i + 7];
        }
        for (; i < x.length; i++) {
            a += (double) x[i] * y[i];
        }
        return a + b + (c + d) + (e + f + (g + h));
    }
}
