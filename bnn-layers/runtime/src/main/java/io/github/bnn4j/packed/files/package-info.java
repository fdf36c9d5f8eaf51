/**
 * Writes files all or nothing, for the runtime and for all that is built on it. Begin with {@link
 * io.github.bnn4j.packed.files.AtomicFile}.
 */
package io.github.bnn4j.packed.files;
