package io.github.bnn4j.cli.comparison;

/** The rows of a {@link ComparisonTable} that every comparison has, by what they are called there. */
enum ComparedFigure {
    LOWEST_VALIDATION_ERROR("lowest validation error"),
    EPOCH_OF_LOWEST("epoch of it, of all"),
    TEST_ERROR("test error of that model"),
    PACKED_TEST_ERROR("test error of it, packed"),
    SECONDS_OF_AN_EPOCH("training, s an epoch, in turn"),
    SECONDS_OF_THE_RUN("the run with validation, s"),
    BYTES_TO_SHIP("weights to ship, bytes"),
    BYTES_IN_TRAINING("weights in training, bytes"),
    BYTES_OF_MODEL("model.zip, bytes"),
    BYTES_OF_PACKED("model.bnn, bytes");

    private final String label;

    ComparedFigure(String label) {
        this.label = label;
    }

    /** Returns what the table calls it. */
    String label() {
        return label;
    }
}
