package io.github.bnn4j.examples.cli;

/** What the user gave cannot be used: the message is the one line they see. */
public final class UserError extends Exception {

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
