package io.github.bnn4j.export;

/** A network has something that packed networks do not have; the message names the layer and says what. */
public final class NotPackableException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public NotPackableException(String message) {
        super(message);
    }
}
