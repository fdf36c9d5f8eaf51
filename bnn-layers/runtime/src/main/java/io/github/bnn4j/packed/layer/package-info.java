/**
 * The layers of a packed network. Each takes its input in one value type and gives its output in one value type ({@link
 * io.github.bnn4j.packed.layer.ValueType}); binary layers compute in integers, exactly, and say so.
 *
 * <p>Layers on images ({@link io.github.bnn4j.packed.layer.OnImages}) take and give rows of values as the others do, with the
 * channels of a pixel together, so that a fully connected layer follows them without ado; {@link
 * io.github.bnn4j.packed.layer.ChannelsLast} brings examples into this order.
 *
 * <p>Begin with {@link io.github.bnn4j.packed.layer.PackedLayer}, which lists all layers.
 */
package io.github.bnn4j.packed.layer;
