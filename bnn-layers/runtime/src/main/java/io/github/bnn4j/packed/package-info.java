/**
 * The runtime of packed binarized networks: {@link io.github.bnn4j.packed.PackedNetwork} loads a {@code .bnn} file and
 * predicts, with nothing but the JDK. The file's format is in {@link io.github.bnn4j.packed.format}.
 *
 * <pre>{@code
 * PackedNetwork network = PackedNetwork.load(Path.of("model.bnn"));
 * int digit = network.predict(pixels); // 784 unsigned bytes
 * }</pre>
 */
package io.github.bnn4j.packed;
