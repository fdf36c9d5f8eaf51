package io.github.bnn4j.packed.layer;

/** A layer that knows the sizes of the images it takes and gives. */
public sealed interface OnImages extends PackedLayer
        permits BinaryConvolution, BinaryConvolutionOnFloats, ChannelsLast, GlobalAveragePooling, MaxPooling {

    ImageShape inputImage();

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
