package io.github.bnn4j.examples.bench;

/** How often something can be done in a second. */
final class Rate {

    private Rate() {}

    /**
     * Does it again and again for some time, at least once.
     *
     * @return times a second
     */
    static double of(Runnable action, double seconds) {
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
}
