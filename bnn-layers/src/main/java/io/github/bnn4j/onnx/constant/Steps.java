package io.github.bnn4j.onnx.constant;

/** Goes through the values of a result in order, and tells where each is in what it is made of. */
final class Steps {

    private final int[] shape;

    private final int[] index;

    private final int[][] strides;

    private final int[] places;

    /**
     * @param places where the first value is in each source
     * @param strides by how much the place in each source changes along each dimension
     */
    Steps(int[] shape, int[] places, int[]... strides) {
        this.shape = shape;
        this.index = new int[shape.length];
        this.strides = strides;
        this.places = places.clone();
    }

    int place(int source) {
        return places[source];
    }

    void next() {
        for (int dimension = shape.length - 1; dimension >= 0; dimension--) {
            index[dimension]++;
            for (int source = 0; source < places.length; source++) {
                places[source] += strides[source][dimension];
            }
            if (index[dimension] < shape[dimension]) {
                return;
            }
            index[dimension] = 0;
            for (int source = 0; source < places.length; source++) {
                places[source] -= shape[dimension] * strides[source][dimension];
            }
        }
    }

    /** Returns the strides of values in row-major order. */
    static int[] strides(int... shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }

    /** Returns values that are picked from others. */
    static double[] pick(double[] values, int size, int first, int[] shape, int... strides) {
        Steps steps = new Steps(shape, new int[] {first}, strides);
        double[] picked = new double[size];
        for (int i = 0; i < size; i++) {
            picked[i] = values[steps.place(0)];
            steps.next();
        }
        return picked;
    }
}
