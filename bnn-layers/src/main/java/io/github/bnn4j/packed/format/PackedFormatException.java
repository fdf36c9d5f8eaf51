package io.github.bnn4j.packed.format;

import java.io.IOException;

/** What was read is not a well-formed packed network; the message says what is wrong. */
public final class PackedFormatException extends IOException {

    public PackedFormatException(String message) {
        super(message);
    }

    public PackedFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
