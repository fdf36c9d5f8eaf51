package io.github.bnn4j.onnx.read;

import io.github.bnn4j.onnx.model.Tensor;

/**
 * Tells what a function of a comparison with zero gives: for less, for zero, and for more.
 *
 * @param type of the values
 * @param below one for all channels, or one for each, as of the others
 */
record Levels(Tensor.Type type, double[] below, double[] at, double[] above) {

    static Levels of(Tensor.Type type, double below, double at, double above) {
        return new Levels(type, new double[] {below}, new double[] {at}, new double[] {above});
    }
}
