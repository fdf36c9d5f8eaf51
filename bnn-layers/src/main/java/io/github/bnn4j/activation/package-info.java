/**
 * Activation functions of binarized networks, for DL4J's ActivationLayer. Begin with {@link
 * io.github.bnn4j.activation.SignActivation}, which binarizes the values between two layers by any quantizer for
 * activations.
 */
package io.github.bnn4j.activation;
