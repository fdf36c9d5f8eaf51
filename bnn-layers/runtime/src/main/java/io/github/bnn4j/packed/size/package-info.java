/** Products of sizes: what overflows is refused here, in one place. */
package io.github.bnn4j.packed.size;
