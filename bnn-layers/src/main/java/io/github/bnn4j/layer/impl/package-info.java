/**
 * The implementations of the layers in {@link io.github.bnn4j.layer}, as DL4J instantiates them. Begin with {@link
 * io.github.bnn4j.layer.impl.BinaryDenseLayer}; {@code BinaryProduct} and {@code ProductChoice} say how it multiplies.
 * Users need nothing of this package.
 */
package io.github.bnn4j.layer.impl;
