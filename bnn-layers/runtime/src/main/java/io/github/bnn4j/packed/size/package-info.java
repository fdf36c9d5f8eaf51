/** Products of sizes: what overflows is refused here, in one place, {@link io.github.bnn4j.packed.size.ArraySize}. */
package io.github.bnn4j.packed.size;
