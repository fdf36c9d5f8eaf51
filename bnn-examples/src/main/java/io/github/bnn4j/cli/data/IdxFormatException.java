package io.github.bnn4j.cli.data;

import java.io.IOException;

/** A file is not a well-formed IDX file, or its content does not fit what it is used for. */
public final class IdxFormatException extends IOException {

    /**
     * Creates the exception with the message {@code "<file>: <problem>"}.
     *
     * @param file name of the file
     * @param problem what is wrong with it, in one line
     */
    public IdxFormatException(String file, String problem) {
        super(file + ": " + problem);
    }

    /**
     * Creates the exception with the message {@code "<file>: <problem>"}.
     *
     * @param file name of the file
     * @param problem what is wrong with it, in one line
     * @param cause the error which showed it
     */
    public IdxFormatException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
