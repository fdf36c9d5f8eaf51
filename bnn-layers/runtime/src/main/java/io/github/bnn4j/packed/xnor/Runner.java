package io.github.bnn4j.packed.xnor;

/** Knows what the samples of one kernel say about it so far. */
final class Runner {

    /** A gain that is no noise: the compiler's work, or the end of a disturbance. */
    private static final double GAIN = 1.1;

    /** The best of as many rounds counts: all that disturbs makes a turn slower, never faster. */
    private static final int RECENT = 8;

    private final String name;
    private final double[] recent = new double[RECENT];
    private int rounds;
    private int lastGain;
    private double fastest;
    private double slowest = Double.POSITIVE_INFINITY;
    private long operations;

    Runner(String name) {
        this.name = name;
    }

    /** Adds a sample, and says whether it is a gain: faster by a tenth than all before. */
    boolean gains(Sample sample) {
        double gops = sample.gops();
        boolean gain = gops > GAIN * fastest;
        recent[rounds % RECENT] = gops;
        lastGain = gain ? rounds : lastGain;
        fastest = Math.max(fastest, gops);
        slowest = Math.min(slowest, gops);
        operations += sample.operations();
        rounds++;
        return gain;
    }

    String name() {
        return name;
    }

    /** Its rate at present, in Gop/s. */
    double gops() {
        double best = 0;
        for (double gops : recent) {
            best = Math.max(best, gops);
        }
        return best;
    }

    double fastest() {
        return fastest;
    }

    double slowest() {
        return slowest;
    }

    long operations() {
        return operations;
    }

    /** Rounds since its last gain. */
    int roundsWithoutGain() {
        return rounds - 1 - lastGain;
    }
}
