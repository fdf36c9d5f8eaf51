/**
 * This package turns trained networks into packed ones; it is the only bridge between DL4J and {@link
 * io.github.bnn4j.packed}. Begin with {@link io.github.bnn4j.export.PackedExporter}:
 *
 * <pre>{@code
 * PackedNetwork packed = PackedExporter.export(network, InputEncoding.bytes(-1, 1, 1, 28, 28), List.of());
 * packed.save(Path.of("model.bnn"));
 * }</pre>
 */
package io.github.bnn4j.export;
