package io.github.bnn4j.packed.layer;

/** A layer that knows the sizes of the images it takes and gives. */
public sealed interface OnImages extends PackedLayer
        permits AveragePooling,
                BinaryConvolution,
                BinaryConvolutionOnFloats,
                ChannelsLast,
                DepthwiseConvolution,
                FloatConvolution,
                FloatMaxPooling,
                GlobalAveragePooling,
                MaxPooling {

    /** Returns the size of the images that go in. */
    ImageShape inputImage();

    /** Returns the size of the images that come out. */
    ImageShape outputImage();

    @Override
    default int inputs() {
        return inputImage().size();
    }

    @Override
    default int outputs() {
        return outputImage().size();
    }
}
