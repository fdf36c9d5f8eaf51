package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.assertClose;
import static io.github.bnn4j.layer.Reference.multiply;
import static io.github.bnn4j.layer.Reference.transpose;
import static io.github.bnn4j.layer.Reference.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Layout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** For any sizes, bound and weights: three loops give the same products. */
class BinaryDenseLayerProductPropertyTest {

    @Property(tries = 60)
    void forwardAndBackwardAreProductsWithTheSignedKernel(
            @ForAll @IntRange(min = 1, max = 9) int examples,
            @ForAll @IntRange(min = 1, max = 70) int in,
            @ForAll @IntRange(min = 1, max = 40) int out,
            @ForAll @DoubleRange(min = 0.01, max = 4) double h,
            @ForAll Layout layout,
            @ForAll long seed) {
        Nd4j.getRandom().setSeed(seed);
        OneLayer layer = OneLayer.of(
                DataType.DOUBLE,
                new BinaryDenseLayer.Builder()
                        .nIn(in)
                        .nOut(out)
                        .kernelBound(h)
                        .hasBias(true)
                        .build(),
                seed);
        // Weights whose sign is easily missed: both zeros, and the smallest numbers of either sign.
        layer.kernel().putScalar(0, 0, -0.0);
        layer.kernel().putScalar(in - 1, out - 1, -Double.MIN_NORMAL);
        INDArray x = layout.place(DataType.DOUBLE, values(random(examples, in))).matrix();
        INDArray epsilon = random(examples, out);
        double[][] signed = values(layer.kernel());
        for (double[] row : signed) {
            for (int j = 0; j < row.length; j++) {
                row[j] = row[j] >= 0 ? h : -h;
            }
        }
        double[][] inputBefore = values(x);

        assertClose(layer.train(x), multiply(values(x), signed), 1e-12);
        assertClose(layer.backward(epsilon), multiply(values(epsilon), transpose(signed)), 1e-12);
        assertClose(layer.gradient("W"), multiply(transpose(values(x)), values(epsilon)), 1e-12);
        // Biases start at 0, so they add nothing to the products above.
        assertClose(
                layer.gradient("b").reshape(1, out),
                multiply(values(Nd4j.ones(DataType.DOUBLE, 1, examples)), values(epsilon)),
                1e-12);
        assertThat(values(x)).as("the caller's input").isDeepEqualTo(inputBefore);
    }

    private static INDArray random(long... shape) {
        return Nd4j.rand(DataType.DOUBLE, shape).muli(2).subi(1);
    }
}
