/**
 * The layers of a packed network. Each takes its input in one form and gives its output in one form ({@link
 * io.github.bnn4j.packed.layer.Form}); binary layers compute in integers, exactly, and say so.
 */
package io.github.bnn4j.packed.layer;
