package io.github.bnn4j.packed.files;

import java.io.IOException;

/**
 * A consumer which may fail with an I/O error.
 *
 * @param <T> what is consumed
 */
@FunctionalInterface
public interface IoConsumer<T> {

    /**
     * Consumes a value.
     *
     * @param value the value
     * @throws IOException if reading or writing fails
     */
    void accept(T value) throws IOException;
}
