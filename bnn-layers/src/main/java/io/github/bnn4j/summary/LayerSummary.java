package io.github.bnn4j.summary;

/**
 * One line of a {@link BinarySummary}.
 *
 * @param name the layer's name
 * @param type simple class name of the layer's configuration
 * @param outputShape of one example, such as {@code [4096]}
 * @param inputBits bits of one input value: 1 after a sign, 32 for real numbers
 * @param kernelParams number of quantized weights
 * @param kernelBits bits of one quantized weight: 1, or 2 for ternary ones; 0 if there are none
 * @param floatParams number of 32-bit parameters, running statistics of batch normalization included
 * @param binaryMacs multiply-accumulates of one example where input and weight are one bit each
 * @param floatMacs all other multiply-accumulates of one example in dense and convolution layers
 */
public record LayerSummary(
        String name,
        String type,
        String outputShape,
        int inputBits,
        long kernelParams,
        int kernelBits,
        long floatParams,
        long binaryMacs,
        long floatMacs) {

    /**
     * Returns the bytes to store the parameters, quantized weights packed; without the scale of each output that {@link
     * io.github.bnn4j.quantizer.MagnitudeAwareSign} needs besides.
     */
    public long bytes() {
        return (kernelParams * kernelBits + Byte.SIZE - 1) / Byte.SIZE + floatParams * Float.BYTES;
    }

    /** Returns the bytes of the same layer with all parameters as 32-bit floats. */
    public long floatEquivalentBytes() {
        return (kernelParams + floatParams) * Float.BYTES;
    }
}
