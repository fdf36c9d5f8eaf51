package io.github.bnn4j.packed.pynq;

/**
 * How a layer of an overlay is spread over the FPGA.
 *
 * @param simd inputs that a processing element takes at once: bits that are used of each word
 * @param pes processing elements, each with two files
 * @param inputs without those that fill up the last word
 * @param outputs without those that fill up the last row of elements
 */
record Folding(int simd, int pes, int inputs, int outputs) {

    /** Words of a neuron. */
    int words() {
        return (inputs + simd - 1) / simd;
    }
}
