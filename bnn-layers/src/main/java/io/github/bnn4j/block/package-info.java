/**
 * Layers that belong together, made by one call: plain blocks for chains, and residual blocks for graphs. Begin with
 * {@link io.github.bnn4j.block.BinaryBlock}; the residual blocks are those of {@link io.github.bnn4j.block.BiRealNet},
 * {@link io.github.bnn4j.block.ReActNet} and {@link io.github.bnn4j.block.QuickNet}.
 */
package io.github.bnn4j.block;
