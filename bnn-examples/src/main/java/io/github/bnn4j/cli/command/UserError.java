package io.github.bnn4j.cli.command;

/** What the user gave cannot be used, or the program cannot go on with it: the message is the one line they see. */
public sealed class UserError extends Exception permits UsageError {

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
