package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.FloatWindowSum;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.onnx.model.Tensor;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.Window;
import java.util.Arrays;
import java.util.Optional;

/** Reads convolutions of images. Those whose weights are of one magnitude for each output are sums of bits, those in groups floats. */
final class Convolutions {

    private Convolutions() {}

    static OnnxValue convolution(Call call) {
        Dynamic value = SlidingWindows.images(call, call.dynamic(0));
        Tensor weights = call.constant(1);
        int[] sizes = weights.shape();
        int groups = call.integer("group", 1);
        if (sizes.length != 4 || weights.values().length == 0) {
            throw call.refused(
                    "its weights have the shape " + Arrays.toString(sizes) + "; convolutions of images are supported");
        }
        int channels = value.shape().channels();
        if (groups < 1 || channels != (long) groups * sizes[1] || sizes[0] % groups != 0) {
            throw call.refused("its weights of shape " + Arrays.toString(sizes) + " in " + groups
                    + " groups do not fit images of " + channels + " channels");
        }
        int[] kernel = {sizes[2], sizes[3]};
        if (call.hasAttribute("kernel_shape") && !Arrays.equals(kernel, call.integers("kernel_shape"))) {
            throw call.refused("its kernel_shape is " + Arrays.toString(call.integers("kernel_shape"))
                    + ", but its weights have the shape " + Arrays.toString(sizes));
        }
        Signal image = value instanceof Padded padded ? padded.image() : value.signal(call);
        Margin margin = value instanceof Padded padded ? padded.margin() : Margin.NONE;
        double padding = value instanceof Padded padded ? padded.value() : 0;
        Window window = SlidingWindows.of(call, image.shape(), kernel, margin).window();
        if (padding != 0 && SlidingWindows.pads(call)) {
            throw call.refused(
                    "it pads with zeros around a margin of " + padding + "; only one of the two is supported");
        }
        return sums(call, image, window, padding, groups, new Kernel(weights));
    }

    /** Weights by output, channel of a group, row and column. */
    private record Kernel(Tensor tensor) {

        int outputs() {
            return tensor.shape()[0];
        }

        /** Returns the count of inputs of each output. */
        int inputs() {
            return tensor.values().length / outputs();
        }

        /** Returns a weight, of an output's in the order of packed layers: tap after tap, the channels of a tap together. */
        double at(int n, int k) {
            int channels = tensor.shape()[1];
            int taps = inputs() / channels;
            return tensor.values()[n * inputs() + k % channels * taps + k / channels];
        }
    }

    private static Signal sums(Call call, Signal image, Window window, double padding, int groups, Kernel kernel) {
        int outputs = kernel.outputs();
        Optional<BinaryKernel> binary = BinaryKernel.of(outputs, kernel.inputs(), kernel::at);
        double[] magnitudes = binary.map(BinaryKernel::magnitudes).orElse(null);
        double[] zeros = new double[outputs];
        Signal sums = binary.isPresent() && groups == 1
                ? image.then(call, new WindowSum(window, padding, binary.get().signs()))
                : floats(call, image, window, padding, groups, kernel, magnitudes);
        Signal scaled = magnitudes == null ? sums : sums.scaled(call, new Scaling(magnitudes, zeros, zeros));
        Optional<Tensor> bias = call.constantIfThere(2);
        if (bias.isEmpty()) {
            return scaled;
        }
        double[] offset = bias.get().values();
        if (offset.length != outputs) {
            throw call.refused("it has a bias of " + offset.length + " numbers for " + outputs + " outputs");
        }
        double[] ones = new double[outputs];
        Arrays.fill(ones, 1);
        return scaled.scaled(
                call,
                new Scaling(ones, offset, Arrays.stream(offset).map(Math::abs).toArray()));
    }

    /**
     * Returns sums in floats, of weights without their magnitudes if they have such. They have zeros around the image; another number p
     * there is taken from x, and given back: {@code sum_k w_k x_k = sum_k w_k (x_k - p) + p sum_k w_k}.
     */
    private static Signal floats(
            Call call, Signal image, Window window, double padding, int groups, Kernel kernel, double[] magnitudes) {
        int outputs = kernel.outputs();
        float[] weights = new float[outputs * kernel.inputs()];
        double[] given = new double[outputs];
        for (int k = 0; k < kernel.inputs(); k++) {
            for (int n = 0; n < outputs; n++) {
                double weight = kernel.at(n, k);
                float single = magnitudes == null ? Sums.finite(call, weight) : weight >= 0 ? 1 : -1;
                weights[k * outputs + n] = single;
                given[n] += padding * single;
            }
        }
        Signal shifted = padding == 0 ? image : image.scaled(call, Scaling.uniform(1, -padding, 1));
        Signal sums = shifted.then(call, new FloatWindowSum(window, groups, weights, new float[outputs]));
        double[] ones = new double[outputs];
        Arrays.fill(ones, 1);
        return padding == 0
                ? sums
                : sums.scaled(
                        call,
                        new Scaling(
                                ones, given, Arrays.stream(given).map(Math::abs).toArray()));
    }

    /** Returns what a matrix makes of each pixel. */
    static Signal pointwise(Call call, Signal image, Sums.Matrix weights) {
        ImageShape shape = image.shape();
        if (weights.columns() != shape.channels()) {
            throw call.refused(
                    "it has weights for " + weights.columns() + " inputs, but there are " + shape.channels());
        }
        double[] values = new double[weights.rows() * weights.columns()];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.at(i / weights.columns(), i % weights.columns());
        }
        int[] sizes = {weights.rows(), weights.columns(), 1, 1};
        return sums(
                call,
                image,
                SlidingWindows.pixels(shape),
                0,
                1,
                new Kernel(new Tensor(Tensor.Type.FLOAT, sizes, values)));
    }
}
