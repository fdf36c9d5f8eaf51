package io.github.bnn4j.cli.packed;

import io.github.bnn4j.packed.layer.BinaryWeights;
import io.github.bnn4j.packed.layer.DepthwiseConvolution;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.OnImages;
import io.github.bnn4j.packed.layer.PackedLayer;

/**
 * Tells what a layer's weights cost: how many, and how often each is multiplied for one example.
 *
 * @param kind of the multiply-accumulates
 * @param multiplyAccumulates for one example
 * @param weights multiplied with
 */
public record Operations(Multiplication kind, long multiplyAccumulates, long weights) {

    /** Tells what is multiplied with what. */
    public enum Multiplication {
        /** One bit with one bit: XNOR and popcount, 64 in a word. */
        BIT_BY_BIT("1-bit weight with 1-bit input", 1),
        /** One bit with eight: XNOR and popcount in each of eight bit planes. */
        BIT_BY_BYTE("1-bit weight with 8-bit input", 1),
        /** One bit with a real number: additions. */
        BIT_BY_FLOAT("1-bit weight with 32-bit input", 1),
        /** Two real numbers. */
        FLOAT_BY_FLOAT("32-bit weight with 32-bit input", Float.SIZE),
        /** Nothing is multiplied with weights. */
        NONE("no weights", 0);

        private final String text;
        private final int bitsOfWeight;

        Multiplication(String text, int bitsOfWeight) {
            this.text = text;
            this.bitsOfWeight = bitsOfWeight;
        }

        /** Returns it in words. */
        public String text() {
            return text;
        }

        /** Returns the size of a weight. */
        int bitsOfWeight() {
            return bitsOfWeight;
        }
    }

    /** Counts those of a layer. */
    public static Operations of(PackedLayer layer) {
        Multiplication kind = kind(layer);
        long weights = weights(layer);
        long pixels = layer instanceof OnImages images ? images.outputImage().pixels() : 1;
        return new Operations(kind, weights * pixels, weights);
    }

    /** Returns the bytes of the weights as they are held. */
    public long bytes() {
        return (weights * kind.bitsOfWeight() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Returns the bytes that as many weights take in single precision. */
    public long bytesInFloat32() {
        return weights * Float.BYTES;
    }

    private static Multiplication kind(PackedLayer layer) {
        if (layer instanceof BinaryWeights) {
            return switch (layer.inputType()) {
                case SIGNS -> Multiplication.BIT_BY_BIT;
                case BYTES -> Multiplication.BIT_BY_BYTE;
                case FLOATS -> Multiplication.BIT_BY_FLOAT;
            };
        }
        return weights(layer) == 0 ? Multiplication.NONE : Multiplication.FLOAT_BY_FLOAT;
    }

    private static long weights(PackedLayer layer) {
        if (layer instanceof BinaryWeights binary) {
            return binary.weights().size();
        } else if (layer instanceof FloatDense dense) {
            return (long) dense.inputs() * dense.outputs();
        } else if (layer instanceof FloatConvolution convolution) {
            return convolution.weights().length;
        } else if (layer instanceof DepthwiseConvolution convolution) {
            return convolution.weights().length;
        }
        return 0;
    }
}
