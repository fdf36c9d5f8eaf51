package io.github.bnn4j.kernel;

import java.util.Arrays;

/**
 * Describes one binary kernel of a layer: how it lies in the layer's parameters, and what a shape alone does not always
 * tell.
 *
 * @param param the parameter's name
 * @param shape the parameter's shape
 * @param shapeByOutputs a shape of the same elements in the same order that {@link KernelShape} reads: where it differs,
 *     quantizers see the kernel so, since they may measure it output by output
 * @param fanIn number of products summed for one output value
 * @param fanOut number of output values that one input value reaches
 */
public record KernelLayout(String param, long[] shape, long[] shapeByOutputs, long fanIn, long fanOut) {

    /** Returns the layout of a kernel of which {@link KernelShape} knows all. */
    public static KernelLayout ofShape(String param, long... shape) {
        return new KernelLayout(param, shape, shape, KernelShape.fanIn(shape), KernelShape.fanOut(shape));
    }

    /** Returns the number of weights. */
    public long length() {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        return length;
    }

    @Override
    public String toString() {
        return "KernelLayout[param=" + param + ", shape=" + Arrays.toString(shape) + ", shapeByOutputs="
                + Arrays.toString(shapeByOutputs) + ", fanIn=" + fanIn + ", fanOut=" + fanOut + "]";
    }
}
