/**
 * Writes files all or nothing, for the runtime and for all that is built on it.
 */
package io.github.bnn4j.packed.files;
