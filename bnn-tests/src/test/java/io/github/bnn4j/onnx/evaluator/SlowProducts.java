package io.github.bnn4j.onnx.evaluator;

/** SlowProducts of matrices. */
final class SlowProducts {

    private SlowProducts() {}

    static NdArray matMul(NdArray a, NdArray b) {
        if (a.rank() != 2 || b.rank() != 2 || a.shape()[1] != b.shape()[0]) {
            throw new IllegalArgumentException("MatMul of " + a + " and " + b);
        }
        NdArray result = NdArray.zeros(a.shape()[0], b.shape()[1]);
        for (int i = 0; i < a.shape()[0]; i++) {
            for (int j = 0; j < b.shape()[1]; j++) {
                double sum = 0;
                for (int k = 0; k < a.shape()[1]; k++) {
                    sum += a.get(i, k) * b.get(k, j);
                }
                result.values()[result.index(i, j)] = sum;
            }
        }
        return result;
    }

    static NdArray gemm(NdArray a, NdArray b, NdArray c, NodeAttributes attributes) {
        NdArray left = attributes.integer("transA", 0) == 1 ? SlowShapes.transpose(a, new int[] {1, 0}) : a;
        NdArray right = attributes.integer("transB", 0) == 1 ? SlowShapes.transpose(b, new int[] {1, 0}) : b;
        double alpha = attributes.number("alpha", 1);
        double beta = attributes.number("beta", 1);
        NdArray product = SlowBroadcasts.unary(matMul(left, right), x -> alpha * x);
        return c == null ? product : SlowBroadcasts.binary(product, c, (x, y) -> x + beta * y);
    }
}
