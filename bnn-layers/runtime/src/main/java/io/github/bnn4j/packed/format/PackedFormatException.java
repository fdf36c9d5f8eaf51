package io.github.bnn4j.packed.format;

import java.io.IOException;

/** It is thrown if what was read is not a well-formed packed network; the message says what is wrong. */
public final class PackedFormatException extends IOException {

    /** @param message what is wrong with what was read */
    public PackedFormatException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong with what was read
     * @param cause why it was refused
     */
    public PackedFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
