package io.github.bnn4j.spark.scoring;

/** A row that the network does not take ended the job; the message says where it is and what is wrong with it. */
public final class RowFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    RowFailure(String message) {
        super(message);
    }
}
