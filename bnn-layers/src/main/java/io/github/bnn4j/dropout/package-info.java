/**
 * Dropout as binarized networks need it. There is one, {@link io.github.bnn4j.dropout.NoScaleDropout}, which keeps
 * activations as they are, so that signs stay signs.
 */
package io.github.bnn4j.dropout;
