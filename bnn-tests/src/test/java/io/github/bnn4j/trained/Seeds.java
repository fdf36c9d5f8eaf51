package io.github.bnn4j.trained;

/** Seeds of what tests train, which another one takes the place of when it is asked for. */
public final class Seeds {

    /** The system property that gives the seed of all trainings. */
    public static final String PROPERTY = "bnn4j.test.seed";

    private Seeds() {}

    /** The seed to train with: that of the system property, or the usual one where it is not set. */
    public static long or(long usual) {
        return Long.getLong(PROPERTY, usual);
    }

    /** Whether one is asked for, by a run that has many, and so no time for what does not depend on them. */
    public static boolean asked() {
        return Long.getLong(PROPERTY) != null;
    }
}
