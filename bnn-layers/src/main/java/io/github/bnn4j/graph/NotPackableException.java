package io.github.bnn4j.graph;

/** A network has something that packed networks do not have; the message names the layer and says what. */
public final class NotPackableException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** @param message names the layer, and says what packed networks do not have */
    public NotPackableException(String message) {
        super(message);
    }
}
