/**
 * Layers with binary kernels, and those with learnable thresholds that stand between them, as Deeplearning4j has its own: a
 * configuration here, with a static Builder, and its implementation in {@code layer.impl}. Begin with {@link
 * io.github.bnn4j.layer.BinaryDenseLayer}.
 *
 * <p>Throughout this library <i>the paper</i> is Courbariaux et al. 2016, "Binarized Neural Networks" (arXiv 1602.02830), and the
 * authors' code is what they published with it. <i>The article</i> is an introduction to them that walks through a TensorFlow port
 * of that code, line by line, for 784-4096-4096-4096-10 on MNIST. They differ: the article's dense layers have a bias, its dropout of
 * .2 and .5 does not scale what it keeps (though the port's code calls TensorFlow's, which does), its learning-rate scale of
 * kernels is the Glorot factor and a quarter, and its learning rate falls with each step rather than each epoch. Defaults here are
 * the paper's; the article's settings are the preset {@code article} of the programs, and the example {@code MnistBnn}.
 */
package io.github.bnn4j.layer;
