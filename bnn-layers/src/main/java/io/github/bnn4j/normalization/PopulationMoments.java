package io.github.bnn4j.normalization;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mean and population variance of each feature over many mini-batches, merged in double precision so that the mean of
 * many thousand examples does not cancel (Chan et al. 1983).
 */
final class PopulationMoments {

    private long count;
    private INDArray mean;
    private INDArray squaredDeviations;

    /**
     * @param given any shape and data type
     * @param featureDimension the dimension that counts features; the moments are over all others
     */
    void add(INDArray given, int featureDimension) {
        // Sums of half precision lose what they add, and integers have no mean.
        INDArray activations = given.dataType() == DataType.DOUBLE ? given : given.castTo(DataType.FLOAT);
        int[] others = otherDimensions(activations.rank(), featureDimension);
        long n = activations.length() / activations.size(featureDimension);
        // Reshaped, since M2.1 does not drop a reduced dimension of length 1 from a variance.
        long features = activations.size(featureDimension);
        INDArray batchMean = activations.mean(others).castTo(DataType.DOUBLE).reshape(features);
        INDArray batchSquares = activations
                .var(false, others)
                .castTo(DataType.DOUBLE)
                .reshape(features)
                .muli(n);
        if (count == 0) {
            mean = Nd4j.zerosLike(batchMean);
            squaredDeviations = Nd4j.zerosLike(batchMean);
        }
        long total = count + n;
        INDArray shift = batchMean.sub(mean);
        squaredDeviations.addi(batchSquares).addi(shift.mul(shift).muli((double) count * n / total));
        mean.addi(shift.muli((double) n / total));
        count = total;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Returns one mean for each feature. */
    double[] mean() {
        return mean.toDoubleVector();
    }

    /** Returns one population variance for each feature. */
    double[] variance() {
        return squaredDeviations.div(count).toDoubleVector();
    }

    private static int[] otherDimensions(int rank, int featureDimension) {
        int[] others = new int[rank - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = i < featureDimension ? i : i + 1;
        }
        return others;
    }
}
