/**
 * Reads and writes {@code .bnn} files, as {@link io.github.bnn4j.packed.format} describes them. What is read is never trusted:
 * each number is checked before anything is allocated for it. Users come here by {@link io.github.bnn4j.packed.PackedNetwork}.
 *
 * <p>Begin with {@link io.github.bnn4j.packed.codec.PackedReader} and {@link io.github.bnn4j.packed.codec.PackedWriter}; {@code
 * LayerCodecs} has the types of layers.
 */
package io.github.bnn4j.packed.codec;
