package io.github.bnn4j.model;

import java.io.IOException;

/** A file is no model, is damaged, or has something that is not trusted; the message is one line that names the file. */
public final class InvalidModelException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message names the file, says what is wrong with it, and what can be done */
    public InvalidModelException(String message) {
        super(message);
    }

    /**
     * @param message as for the other constructor
     * @param cause what was thrown while the file was read
     */
    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
