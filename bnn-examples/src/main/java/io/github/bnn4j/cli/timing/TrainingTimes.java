package io.github.bnn4j.cli.timing;

/**
 * Tells how long a network and its float twin take for an epoch.
 *
 * @param binary the binarized network, seconds
 * @param floatTwin the float twin, seconds
 */
public record TrainingTimes(double binary, double floatTwin) {

    /**
     * Times passes of the two in turn, after one of each that does not count, so that both see the same machine.
     *
     * @param rounds timed passes of each, whose medians are taken, at least 1
     * @param epoch images of an epoch, to which a pass is extrapolated
     */
    public static TrainingTimes measure(TrainingPass binary, TrainingPass floatTwin, int rounds, int epoch) {
        double[] binarySeconds = new double[rounds];
        double[] twinSeconds = new double[rounds];
        binary.seconds();
        floatTwin.seconds();
        for (int i = 0; i < rounds; i++) {
            binarySeconds[i] = binary.seconds();
            twinSeconds[i] = floatTwin.seconds();
        }
        return new TrainingTimes(
                Median.of(binarySeconds) * epoch / binary.images().size(),
                Median.of(twinSeconds) * epoch / floatTwin.images().size());
    }

    /** Returns the ratio: it is above 1 where an epoch of the binarized network is the shorter one. */
    public double ratio() {
        return floatTwin / binary;
    }
}
