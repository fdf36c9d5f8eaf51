package io.github.bnn4j.cli.command;

import java.io.IOException;

/** It is thrown if what the user gave cannot be used, or the program cannot go on with it: the message is the one line they see. */
public sealed class UserError extends Exception permits UsageError {

    public UserError(String message) {
        super(message);
    }

    /** Tells of a file that cannot be read or written. */
    public UserError(IOException failure) {
        this(FileFailure.inWords(failure), failure);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
