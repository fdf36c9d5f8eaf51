/**
 * Constraints on latent kernels after each update. There is one, {@link io.github.bnn4j.constraint.WeightClip}; binary
 * layers bring it with them.
 */
package io.github.bnn4j.constraint;
