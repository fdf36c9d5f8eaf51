package io.github.bnn4j.packed.layer;

/** {@link Scores} of a fully connected layer. */
record DenseScores(double[] scale, double[] offset) implements DenseStage {

    @Override
    public Activations newOutput(int rows) {
        return Activations.ofFloats(rows, scale.length, Activations.floats(rows, scale.length), 0);
    }

    @Override
    public void apply(int[] mismatches, MismatchSums sums, Activations out, int row, int from, int to) {
        for (int n = from; n < to; n++) {
            out.floats()[row * scale.length + n] = (float) (scale[n] * sums.sum(n, mismatches[n]) + offset[n]);
        }
    }
}
