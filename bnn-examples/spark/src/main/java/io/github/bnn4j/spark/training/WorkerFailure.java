package io.github.bnn4j.spark.training;

/** A round of training failed on a worker as often as Spark tries; the network is as before the round. */
final class WorkerFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    WorkerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
