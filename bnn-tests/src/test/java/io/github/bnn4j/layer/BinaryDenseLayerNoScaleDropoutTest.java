package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.assertSame;
import static io.github.bnn4j.layer.Reference.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.quantizer.SteSign;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The paper's block: signs, some dropped, times signs. The drop mask is drawn inside, but with dL/dOutput on one output
 * only, dL/dInput is that mask times known signs: it can be read off, and all else must follow from it.
 */
class BinaryDenseLayerNoScaleDropoutTest {

    private static final int N = 64;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void forwardAndBackwardUseTheSameUnscaledMask(boolean quantizeInput) {
        Nd4j.getRandom().setSeed(4);
        OneLayer layer = OneLayer.of(
                DataType.DOUBLE,
                new BinaryDenseLayer.Builder()
                        .nIn(N)
                        .nOut(3)
                        .inputQuantizer(quantizeInput ? new SteSign() : null)
                        .dropOut(NoScaleDropout.dropRate(0.25))
                        .build());
        INDArray x = signed(Nd4j.rand(DataType.DOUBLE, 30, N).subi(0.5), 1);
        INDArray kernel = signed(layer.kernel(), 1);
        INDArray epsilon = Nd4j.create(new double[] {1, 0, 0}).reshape(1, 3).repeat(0, 30);

        INDArray y = layer.train(x).dup();
        INDArray dLdx = layer.backward(epsilon);

        // dL/dInput is mask * kernel's first column, which is +-1 everywhere.
        INDArray mask = dLdx.mulRowVector(kernel.getColumn(0));
        assertThat(mask.eq(0)
                        .castTo(DataType.DOUBLE)
                        .addi(mask.eq(1).castTo(DataType.DOUBLE))
                        .minNumber()
                        .doubleValue())
                .as("a mask of zeros and ones")
                .isEqualTo(1);
        assertThat(mask.meanNumber().doubleValue()).as("share kept").isBetween(0.70, 0.80);
        assertSame(y, x.mul(mask).mmul(kernel));
        assertSame(layer.gradient("W"), x.mul(mask).transpose().mmul(epsilon));
        assertSame(layer.predict(x), x.mmul(kernel));
    }
}
