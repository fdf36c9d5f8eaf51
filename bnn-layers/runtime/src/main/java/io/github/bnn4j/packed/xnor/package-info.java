/**
 * Products of matrices of signs: exclusive or and population count in place of multiplication and addition, by several
 * implementations of one interface, and the choice among them.
 *
 * <p>For sign vectors a and w of length K, with bits 1 for +1 and 0 for -1, {@code a . w = K - 2 popcount(a XOR w)}
 * (Courbariaux et al. 2016, arXiv 1602.02830, section 1.5). XNOR kernels count the mismatches, {@code popcount(a XOR w)}; all
 * of it is exact.
 *
 * <p>Begin with {@link io.github.bnn4j.packed.xnor.XnorKernel}; {@link io.github.bnn4j.packed.xnor.XnorKernels} has the choice.
 */
package io.github.bnn4j.packed.xnor;
