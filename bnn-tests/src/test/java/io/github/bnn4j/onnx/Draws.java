package io.github.bnn4j.onnx;

import java.util.Random;
import java.util.function.DoubleSupplier;

/** Numbers at random that are powers of two and small integers, so that no arithmetic in a network of them rounds. */
final class Draws {

    private final Random random;

    Draws(long seed) {
        random = new Random(seed);
    }

    /** Returns an integer, both ends included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    /** +1 and -1. */
    double[] signs(int count) {
        return draw(count, () -> coin() ? 1 : -1);
    }

    /** Weights before they are binarized: some are 0. */
    double[] latent(int count) {
        return draw(count, () -> between(-2, 2) * .25);
    }

    double[] integers(int count, int least, int most) {
        return draw(count, () -> between(least, most));
    }

    /** Multiples of 1/4. */
    double[] quarters(int count, int least, int most) {
        return draw(count, () -> between(4 * least, 4 * most) * .25);
    }

    /** Powers of two around 1, positive. */
    double[] scales(int count) {
        return draw(count, this::scale);
    }

    double scale() {
        return Math.pow(2, between(-1, 1));
    }

    /** Powers of two, positive and negative, and seldom 0. */
    double[] gammas(int count) {
        return draw(count, () -> between(0, 11) == 0 ? 0 : (coin() ? 1 : -1) * scale());
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        for (int i = 0; i < count; i++) {
            bytes[i] = between(0, 3) == 0 ? (byte) 128 : bytes[i];
        }
        return bytes;
    }

    private static double[] draw(int count, DoubleSupplier one) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = one.getAsDouble();
        }
        return values;
    }
}
