package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.multiply;
import static io.github.bnn4j.layer.Reference.transpose;
import static io.github.bnn4j.layer.Reference.values;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.Placed;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Single precision, inputs of -a, 0 and +a, and enough outputs for products by bits: three loops give the same. */
class BinaryDenseLayerTernaryPropertyTest {

    private static final double ROUNDING = 2e-6;

    @Property(tries = 60)
    void productsAreThoseWithTheSignedKernel(
            @ForAll("rows") int rows,
            @ForAll("inputs") int in,
            @ForAll("outputs") int out,
            @ForAll("magnitudes") double magnitude,
            @ForAll("bounds") double h,
            @ForAll TernaryInput.Zeros zeros,
            @ForAll Layout layout,
            @ForAll boolean bias,
            @ForAll DataTypes type,
            @ForAll long seed) {
        Random random = new Random(seed);
        OneLayer layer = OneLayer.of(
                type.type,
                new BinaryDenseLayer.Builder()
                        .nIn(in)
                        .nOut(out)
                        .kernelBound(h)
                        .hasBias(bias)
                        .build());
        fill(layer.kernel(), h, random);
        double[] b = new double[out];
        if (bias) {
            for (int j = 0; j < out; j++) {
                b[j] = random.nextInt(9) - 4;
                layer.bias().putScalar(j, b[j]);
            }
        }
        double[][] x = TernaryInput.random(rows, in, magnitude, zeros, random);
        Placed placed = layout.place(type.type, x);
        double[][] signed = signed(layer.kernel(), h);
        double[][] expected = multiply(x, signed);
        for (double[] row : expected) {
            for (int j = 0; j < out; j++) {
                row[j] += b[j];
            }
        }

        INDArray y = layer.train(placed.matrix());
        boolean exact = magnitude == 1 && h == 1;
        Elements.assertClose("output", y, expected, exact ? 0 : ROUNDING * (magnitude * h * in + 4));
        Elements.assertClose("at inference", layer.predict(placed.matrix()), values(y), 0);

        layer.train(placed.matrix());
        INDArray epsilon = epsilon(type.type, rows, out, random);
        for (int again = 0; again < 2; again++) {
            INDArray dx = layer.backward(epsilon);
            Elements.assertClose("dX", dx, multiply(values(epsilon), transpose(signed)), ROUNDING * h * out);
            Elements.assertClose(
                    "dW",
                    layer.gradient("W"),
                    multiply(transpose(x), values(epsilon)),
                    ROUNDING * magnitude * Math.max(4, rows));
        }
        placed.assertHolds("the caller's input", x);
        placed.assertSurroundingsUntouched();
    }

    /** What products by bits are made for, and what they must not be mistaken for. */
    enum DataTypes {
        FLOAT(DataType.FLOAT),
        FLOAT_AS_WELL(DataType.FLOAT),
        DOUBLE(DataType.DOUBLE);

        private final DataType type;

        DataTypes(DataType type) {
            this.type = type;
        }
    }

    /** Zeros of both signs, the bound itself, and numbers next to 0 among others. */
    private static void fill(INDArray kernel, double h, Random random) {
        double[] special = {0.0, -0.0, h, -h, 1e-30, -1e-30};
        for (long i = 0; i < kernel.size(0); i++) {
            for (long j = 0; j < kernel.size(1); j++) {
                boolean ordinary = random.nextInt(3) > 0;
                kernel.putScalar(
                        i, j, ordinary ? h * (2 * random.nextDouble() - 1) : special[random.nextInt(special.length)]);
            }
        }
    }

    private static double[][] signed(INDArray kernel, double h) {
        double[][] signed = values(kernel);
        for (double[] row : signed) {
            for (int j = 0; j < row.length; j++) {
                row[j] = row[j] >= 0 ? h : -h;
            }
        }
        return signed;
    }

    private static INDArray epsilon(DataType type, int rows, int columns, Random random) {
        INDArray epsilon = Nd4j.create(type, new long[] {rows, columns}, random.nextBoolean() ? 'c' : 'f');
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                epsilon.putScalar(i, j, (float) random.nextGaussian());
            }
        }
        return epsilon;
    }

    @Provide
    Arbitrary<Integer> rows() {
        return Arbitraries.of(1, 2, 7, 11, 100);
    }

    @Provide
    Arbitrary<Integer> inputs() {
        return Arbitraries.of(1, 31, 32, 33, 63, 64, 65, 100, 130);
    }

    @Provide
    Arbitrary<Integer> outputs() {
        return Arbitraries.of(63, 64, 65, 100, 129);
    }

    @Provide
    Arbitrary<Double> magnitudes() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(2, Arbitraries.just(1.0)),
                net.jqwik.api.Tuple.of(2, Arbitraries.of(2.0, 0.37, 1e-20)));
    }

    @Provide
    Arbitrary<Double> bounds() {
        return Arbitraries.of(1.0, 1.0, 0.5, 2.7);
    }
}
