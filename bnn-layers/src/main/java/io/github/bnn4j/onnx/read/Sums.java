package io.github.bnn4j.onnx.read;

import io.github.bnn4j.graph.DenseSum;
import io.github.bnn4j.graph.FloatDenseSum;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.onnx.model.Tensor;
import java.util.Arrays;

/** Reads products of matrices, of which one is constant. */
final class Sums {

    private static final Axes VECTORS_AS_COLUMNS = new Axes("CN");

    private Sums() {}

    static OnnxValue matMul(Call call) {
        if (call.isKnown(0)) {
            Signal columns = columns(call, call.signal(1), false);
            return sums(call, columns, matrix(call, 0)).with(VECTORS_AS_COLUMNS);
        }
        requireKnown(call);
        Signal signal = call.signal(0);
        Matrix weights = matrix(call, 1);
        if (signal.shape().pixels() > 1 && signal.axes().equals(Axes.CHANNELS_LAST)) {
            return Convolutions.pointwise(call, signal, weights.transposed());
        }
        return sums(call, rows(call, signal, false), weights.transposed()).with(asRows(signal));
    }

    static OnnxValue gemm(Call call) {
        boolean firstTransposed = call.integer("transA", 0) != 0;
        boolean secondTransposed = call.integer("transB", 0) != 0;
        boolean dynamicSecond = call.isKnown(0);
        if (!dynamicSecond) {
            requireKnown(call);
        }
        Matrix matrix = matrix(call, dynamicSecond ? 0 : 1);
        boolean byOutputs = dynamicSecond ? !firstTransposed : secondTransposed;
        Signal vector = dynamicSecond
                ? columns(call, call.signal(1), secondTransposed)
                : rows(call, call.signal(0), firstTransposed);
        Signal sums = sums(call, vector, byOutputs ? matrix : matrix.transposed())
                .with(dynamicSecond ? VECTORS_AS_COLUMNS : Axes.VECTOR);
        double alpha = call.number("alpha", 1);
        double beta = call.number("beta", 1);
        double[] bias = call.has(2) ? Spread.over(call.constant(2), sums.axes(), sums.shape(), call) : new double[] {0};
        double[] offset = Arrays.stream(bias).map(c -> beta * c).toArray();
        double[] scale = new double[offset.length];
        Arrays.fill(scale, alpha);
        return sums.scaled(
                call,
                new Scaling(scale, offset, Arrays.stream(offset).map(Math::abs).toArray()));
    }

    private static void requireKnown(Call call) {
        if (!call.isKnown(1)) {
            throw call.refused("it multiplies two values that both depend on the network's input");
        }
    }

    /** A constant matrix, as it is or transposed. */
    record Matrix(double[] values, int rows, int columns, boolean isTransposed) {

        double at(int row, int column) {
            return isTransposed ? values[column * rows + row] : values[row * columns + column];
        }

        Matrix transposed() {
            return new Matrix(values, columns, rows, !isTransposed);
        }
    }

    private static Matrix matrix(Call call, int input) {
        Tensor tensor = call.constant(input);
        int[] shape = tensor.shape();
        if (shape.length != 2 || tensor.values().length == 0) {
            throw call.refused("its constant has the shape " + Arrays.toString(shape) + ", where a matrix is needed");
        }
        return new Matrix(tensor.values(), shape[0], shape[1], false);
    }

    private static Signal rows(Call call, Signal signal, boolean transposed) {
        Axes axes = transposed ? signal.axes().permuted(reversed(call, signal)) : signal.axes();
        if (!axes.isRows(signal.shape())) {
            throw call.refused("it takes values of shape " + signal.axes().describe(signal.shape()) + ", axes "
                    + signal.axes().labels() + ", where one row of values for each example is needed");
        }
        return signal.vector(call);
    }

    private static Signal columns(Call call, Signal signal, boolean transposed) {
        return rows(call, signal, !transposed);
    }

    private static int[] reversed(Call call, Signal signal) {
        if (signal.axes().rank() != 2) {
            throw call.refused("it takes values of shape " + signal.axes().describe(signal.shape())
                    + " transposed, where a matrix is needed");
        }
        return new int[] {1, 0};
    }

    /** Returns as many axes as before, of which the last is that of the sums. */
    private static Axes asRows(Signal signal) {
        return new Axes("N" + "1".repeat(signal.axes().rank() - 2) + "C");
    }

    /**
     * Returns {@code y_n = sum_k w_nk x_k}.
     *
     * @param weights a row for each output
     */
    private static Signal sums(Call call, Signal vector, Matrix weights) {
        int outputs = weights.rows();
        int inputs = weights.columns();
        if (inputs != vector.shape().channels()) {
            throw call.refused("it has weights for " + inputs + " inputs, but there are "
                    + vector.shape().channels());
        }
        return BinaryKernel.of(outputs, inputs, weights::at)
                .map(kernel -> vector.then(call, new DenseSum(kernel.signs()))
                        .scaled(call, new Scaling(kernel.magnitudes(), new double[outputs], new double[outputs])))
                .orElseGet(() -> vector.then(call, new FloatDenseSum(floats(call, weights), new float[outputs])));
    }

    private static float[] floats(Call call, Matrix weights) {
        float[] floats = new float[weights.rows() * weights.columns()];
        for (int k = 0; k < weights.columns(); k++) {
            for (int n = 0; n < weights.rows(); n++) {
                floats[k * weights.rows() + n] = finite(call, weights.at(n, k));
            }
        }
        return floats;
    }

    static float finite(Call call, double weight) {
        float single = (float) weight;
        if (!Float.isFinite(single)) {
            throw call.refused("one of its weights is " + weight);
        }
        return single;
    }
}
