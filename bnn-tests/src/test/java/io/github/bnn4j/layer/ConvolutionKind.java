package io.github.bnn4j.layer;

import java.util.Map;

/** The binary convolution layers, for tests of what holds for all of them. */
enum ConvolutionKind {
    CONVOLUTION {
        @Override
        BaseBinaryConvolutionLayer.BaseBuilder<?> builder(int... kernel) {
            return new BinaryConvolutionLayer.Builder(kernel);
        }

        @Override
        Map<String, double[]> fans(int taps, int in, int out) {
            return Map.of("W", new double[] {taps * in, taps * out});
        }
    },
    DEPTHWISE {
        @Override
        BaseBinaryConvolutionLayer.BaseBuilder<?> builder(int... kernel) {
            return new BinaryDepthwiseConvolutionLayer.Builder(kernel).depthMultiplier(MULTIPLIER);
        }

        @Override
        Map<String, double[]> fans(int taps, int in, int out) {
            return Map.of("W", new double[] {taps, taps * MULTIPLIER});
        }
    },
    SEPARABLE {
        @Override
        BaseBinaryConvolutionLayer.BaseBuilder<?> builder(int... kernel) {
            return new BinarySeparableConvolutionLayer.Builder(kernel).depthMultiplier(MULTIPLIER);
        }

        @Override
        Map<String, double[]> fans(int taps, int in, int out) {
            return Map.of("W", new double[] {taps, taps * MULTIPLIER}, "pW", new double[] {in * MULTIPLIER, out});
        }
    };

    static final int MULTIPLIER = 2;

    abstract BaseBinaryConvolutionLayer.BaseBuilder<?> builder(int... kernel);

    /**
     * @param taps height times width of the kernel
     * @return fan-in and fan-out of each kernel
     */
    abstract Map<String, double[]> fans(int taps, int in, int out);
}
