package io.github.bnn4j.packed.layer;

/** A layer that knows the sizes of the images it takes and gives. */
public interface OnImages {

    ImageShape inputImage();

    ImageShape outputImage();
}
