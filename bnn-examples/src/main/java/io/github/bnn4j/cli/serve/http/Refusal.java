package io.github.bnn4j.cli.serve.http;

/** A request is not answered as it wanted: the status and the message are what its sender gets. */
public final class Refusal extends Exception {

    private final int status;

    /**
     * @param status from 400 on
     * @param message what was wrong, with the value, and what to do
     */
    public Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns a refusal of a request that makes no sense. */
    public static Refusal badRequest(String message) {
        return new Refusal(400, message);
    }

    /** Returns the status of the answer. */
    public int status() {
        return status;
    }
}
