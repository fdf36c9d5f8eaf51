/**
 * Loss functions of binarized networks. There is one, {@link io.github.bnn4j.loss.SquaredHingeLoss}, which the paper's
 * networks are trained with.
 */
package io.github.bnn4j.loss;
