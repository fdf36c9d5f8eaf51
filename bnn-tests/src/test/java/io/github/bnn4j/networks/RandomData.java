package io.github.bnn4j.networks;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Random examples mean nothing: they move a network, and teach it nothing. */
public final class RandomData {

    private RandomData() {}

    /** Features and labels are normally distributed; ND4J's own generator stays as it is. */
    public static DataSet of(DataType type, int examples, int inputs, int outputs, long seed) {
        Random random = new Random(seed);
        return new DataSet(gaussians(type, examples, inputs, random), gaussians(type, examples, outputs, random));
    }

    /** Each example is of one class, and all classes have their turn. */
    public static INDArray classesInTurn(DataType type, int examples, int classes) {
        INDArray labels = Nd4j.zeros(type, examples, classes);
        for (int i = 0; i < examples; i++) {
            labels.putScalar(i, i % classes, 1);
        }
        return labels;
    }

    private static INDArray gaussians(DataType type, int rows, int columns, Random random) {
        double[] numbers = new double[rows * columns];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextGaussian();
        }
        return Nd4j.createFromArray(numbers).castTo(type).reshape(rows, columns);
    }
}
