/**
 * The runtime of packed binarized networks: {@link io.github.bnn4j.packed.PackedNetwork} loads a {@code .bnn} file and
 * predicts. What is exported is that, and what it takes to assemble a network from bits, thresholds and shapes; how files are
 * read and written, and how products are computed, is not.
 */
module io.github.bnn4j.runtime {
    // Measures by CPU time where it is there.
    requires static java.management;

    exports io.github.bnn4j.packed;
    exports io.github.bnn4j.packed.bits;
    exports io.github.bnn4j.packed.format;
    exports io.github.bnn4j.packed.layer;

    // Binary layers multiply by the same bits while they are trained.
    exports io.github.bnn4j.packed.xnor to
            io.github.bnn4j.layers;

    // What else is written is written likewise.
    exports io.github.bnn4j.packed.files to
            io.github.bnn4j.layers,
            io.github.bnn4j.search;
}
