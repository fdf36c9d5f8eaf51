package io.github.bnn4j.layer;

import java.util.Arrays;
import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The weights of a 3 x 3 depthwise convolution that blurs, alike in all channels: the binomial filter
 *
 * <pre>
 *      1  2  1
 *      2  4  2   / 16
 *      1  2  1
 * </pre>
 *
 * of Zhang 2019, Making Convolutional Networks Shift-Invariant Again (arXiv 1904.11486). Nothing is random.
 */
@EqualsAndHashCode
@ToString
public final class BinomialBlurInit implements IWeightInit {

    private static final double[] ROW = {.25, .5, .25};

    /**
     * @throws IllegalArgumentException if the kernel is not 3 x 3
     */
    @Override
    public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray paramView) {
        if (shape.length != 4 || shape[0] != ROW.length || shape[1] != ROW.length) {
            throw new IllegalArgumentException("BinomialBlurInit is for depthwise kernels of 3 x 3, of shape"
                    + " [3, 3, channels, multiplier], got " + Arrays.toString(shape));
        }
        INDArray kernel = Nd4j.createFromArray(ROW)
                .reshape(3, 1)
                .mmul(Nd4j.createFromArray(ROW).reshape(1, 3))
                .castTo(paramView.dataType())
                .reshape(3, 3, 1, 1);
        INDArray weights = paramView.reshape(order, shape);
        weights.assign(kernel.broadcast(Nd4j.createUninitialized(paramView.dataType(), shape)));
        return weights;
    }
}
