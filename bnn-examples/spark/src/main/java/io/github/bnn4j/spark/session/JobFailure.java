package io.github.bnn4j.spark.session;

/** Says in a line why a job of Spark failed. */
public final class JobFailure {

    /** Spark's messages have it where they name the file and leave to their cause what is wrong with it. */
    private static final String CAUSE_FOLLOWS = "Details:";

    private JobFailure() {}

    /** Returns the innermost reason, which Spark wraps into those of the task, the stage and the job. */
    public static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause == null || cause == failure) {
            return firstLine(failure);
        }
        String inner = reason(cause);
        return firstLine(failure).endsWith(CAUSE_FOLLOWS) ? firstLine(failure) + " " + inner : inner;
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getName()
                : message.lines().findFirst().orElseThrow();
    }
}
