package io.github.bnn4j.onnx.constant;

import io.github.bnn4j.onnx.model.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Products of matrices. */
final class Products {

    static final Map<String, Operator> OPERATORS = Map.of("MatMul", Products::matMul, "Gemm", Products::gemm);

    private Products() {}

    /**
     * Multiplies as NumPy does: a vector is a row on the left and a column on the right, and more than two dimensions are
     * matrices side by side.
     */
    private static Tensor matMul(Call call) {
        call.requireAlike(0, 1);
        int[] left = call.number(0).shape();
        int[] right = call.number(1).shape();
        if (left.length == 0 || right.length == 0) {
            throw call.refused("a single number is no matrix");
        }
        int[] rows = left.length == 1 ? new int[] {1, left[0]} : left;
        int[] columns = right.length == 1 ? new int[] {right[0], 1} : right;
        int height = rows[rows.length - 2];
        int depth = rows[rows.length - 1];
        int width = columns[columns.length - 1];
        if (columns[columns.length - 2] != depth) {
            throw call.refused("there is no product of " + Arrays.toString(left) + " and " + Arrays.toString(right));
        }
        int[] leftBatch = Arrays.copyOf(rows, rows.length - 2);
        int[] rightBatch = Arrays.copyOf(columns, columns.length - 2);
        int[] batch = Broadcast.shape(call, List.of(leftBatch, rightBatch));
        int[] shape = Arrays.copyOf(batch, batch.length + 2);
        shape[batch.length] = height;
        shape[batch.length + 1] = width;
        double[] values = new double[call.size(Size.of(shape))];
        call.requireFew(values.length, depth);
        Steps steps = new Steps(
                batch,
                new int[2],
                Broadcast.strides(leftBatch, batch.length),
                Broadcast.strides(rightBatch, batch.length));
        for (int to = 0; to < values.length; to += height * width) {
            multiply(
                    new Matrix(call.input(0).values(), steps.place(0) * height * depth, depth, 1),
                    new Matrix(call.input(1).values(), steps.place(1) * depth * width, width, 1),
                    values,
                    to,
                    height,
                    depth,
                    width);
            steps.next();
        }
        return call.result(call.input(0).type(), without(shape, left.length == 1, right.length == 1), values);
    }

    /** Leaves out the dimensions that vectors were given. */
    private static int[] without(int[] shape, boolean row, boolean column) {
        int rank = shape.length;
        int[] result = Arrays.copyOf(shape, rank - (row ? 1 : 0) - (column ? 1 : 0));
        if (row && !column) {
            result[rank - 2] = shape[rank - 1];
        }
        return result;
    }

    private static Tensor gemm(Call call) {
        call.requireAlike(0, 1);
        int[] left = call.number(0).shape();
        int[] right = call.number(1).shape();
        boolean turnLeft = call.integer("transA", 0) != 0;
        boolean turnRight = call.integer("transB", 0) != 0;
        if (left.length != 2 || right.length != 2 || left[turnLeft ? 0 : 1] != right[turnRight ? 1 : 0]) {
            throw call.refused("there is no product of " + Arrays.toString(left) + (turnLeft ? ", transposed," : "")
                    + " and " + Arrays.toString(right) + (turnRight ? ", transposed" : ""));
        }
        int height = left[turnLeft ? 1 : 0];
        int depth = left[turnLeft ? 0 : 1];
        int width = right[turnRight ? 0 : 1];
        double[] values = new double[call.size(height, width)];
        call.requireFew(values.length, depth);
        multiply(
                new Matrix(call.input(0).values(), 0, turnLeft ? 1 : depth, turnLeft ? height : 1),
                new Matrix(call.input(1).values(), 0, turnRight ? 1 : width, turnRight ? depth : 1),
                values,
                0,
                height,
                depth,
                width);
        double alpha = call.real("alpha", 1);
        double beta = call.real("beta", 1);
        Tensor product = new Tensor(call.input(0).type(), new int[] {height, width}, values);
        List<Tensor> summands = call.has(2) ? List.of(product, call.number(2)) : List.of(product);
        Tensor sum = Broadcast.apply(
                call,
                product.type(),
                summands,
                numbers -> alpha * numbers[0] + (numbers.length > 1 ? beta * numbers[1] : 0));
        if (!Arrays.equals(sum.shape(), product.shape())) {
            throw call.refused("what is added is larger than the product");
        }
        return sum;
    }

    /** Tells where a value is, by row and column. */
    private record Matrix(double[] values, int first, int rowStride, int columnStride) {

        double value(int row, int column) {
            return values[first + row * rowStride + column * columnStride];
        }
    }

    private static void multiply(Matrix left, Matrix right, double[] values, int to, int height, int depth, int width) {
        for (int row = 0; row < height; row++) {
            for (int inner = 0; inner < depth; inner++) {
                double factor = left.value(row, inner);
                for (int column = 0; column < width; column++) {
                    values[to + row * width + column] += factor * right.value(inner, column);
                }
            }
        }
    }
}
