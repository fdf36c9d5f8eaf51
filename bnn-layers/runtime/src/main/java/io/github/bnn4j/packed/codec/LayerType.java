package io.github.bnn4j.packed.codec;

/** The numbers of the layers in the file. */
final class LayerType {

    static final int BINARY_DENSE = 1;
    static final int BINARY_DENSE_ON_FLOATS = 2;
    static final int FLOAT_DENSE = 3;
    static final int AFFINE = 4;
    static final int ELEMENTWISE = 5;
    static final int SIGN = 6;
    static final int BYTES_TO_FLOATS = 7;
    static final int SIGNS_TO_FLOATS = 8;
    static final int CHANNELS_LAST = 9;
    static final int BINARY_CONVOLUTION = 10;
    static final int BINARY_CONVOLUTION_ON_FLOATS = 11;
    static final int MAX_POOLING = 12;
    static final int GLOBAL_AVERAGE_POOLING = 13;

    static final int THRESHOLDS = 0;
    static final int SCORES = 1;

    private LayerType() {}
}
