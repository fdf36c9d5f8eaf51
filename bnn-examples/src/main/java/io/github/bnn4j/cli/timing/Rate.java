package io.github.bnn4j.cli.timing;

import java.util.Arrays;
import java.util.List;

/** Measures how often something can be done in a second. */
public final class Rate {

    private Rate() {}

    /**
     * Does it again and again for some time, at least once.
     *
     * @return times a second
     */
    public static double of(Runnable action, double seconds) {
        long began = System.nanoTime();
        long runs = 0;
        double spent;
        do {
            action.run();
            runs++;
            spent = (System.nanoTime() - began) / 1e9;
        } while (spent < seconds);
        return runs / spent;
    }

    /**
     * Times several things in turn, so that all see the same machine.
     *
     * @param warmUps rounds that do not count
     * @param rounds rounds that do
     * @param seconds length of each in a round
     * @return the median rate of each
     */
    public static double[] medians(List<Runnable> contenders, int warmUps, int rounds, double seconds) {
        double[][] rates = new double[contenders.size()][rounds];
        for (int round = -warmUps; round < rounds; round++) {
            for (int i = 0; i < rates.length; i++) {
                double rate = of(contenders.get(i), seconds);
                if (round >= 0) {
                    rates[i][round] = rate;
                }
            }
        }
        return Arrays.stream(rates).mapToDouble(Median::of).toArray();
    }
}
