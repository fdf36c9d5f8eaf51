package io.github.bnn4j.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.kernel.KernelBound;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** W = clip(W, -H, H): what is inside stays bit for bit, and a second time changes nothing. */
class WeightClipTest {

    record Case(KernelBound bound, long[] shape, double h) {}

    /** The Glorot values by hand: 1.5/6 = 1/4; 16 filters of 8 x 3 x 3 have 1.5/216 = 1/144. */
    static Case[] cases() {
        return new Case[] {
            new Case(KernelBound.of(1), new long[] {5, 7}, 1),
            new Case(KernelBound.of(0.3), new long[] {5, 7}, 0.3),
            new Case(KernelBound.of(0.3), new long[] {4, 3, 2, 5}, 0.3),
            new Case(KernelBound.glorot(), new long[] {2, 4}, 0.5),
            new Case(KernelBound.glorot(), new long[] {4, 2}, 0.5),
            new Case(KernelBound.glorot(), new long[] {16, 8, 3, 3}, 1.0 / 12)
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void clipsAndIsIdempotent(Case example) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            for (char order : new char[] {'c', 'f'}) {
                INDArray kernel = Nd4j.create(type, example.shape(), order);
                double h = type == DataType.FLOAT ? (float) example.h() : example.h();
                fill(kernel, h);
                double[] before = Elements.doubles(kernel);
                double[] expected = new double[before.length];
                for (int i = 0; i < before.length; i++) {
                    expected[i] = before[i] > h ? h : before[i] < -h ? -h : before[i];
                }
                assertThat(expected).as("some weights are outside").isNotEqualTo(before);

                new WeightClip(example.bound()).apply(kernel);
                assertThat(Elements.doubles(kernel)).containsExactly(expected);

                new WeightClip(example.bound()).apply(kernel);
                assertThat(Elements.doubles(kernel)).as("the second time").containsExactly(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3})
    void aNaNStaysANaNAndInfinitiesAreClipped(double h) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray kernel = Nd4j.createFromArray(
                            new double[][] {{Double.NaN, Double.POSITIVE_INFINITY}, {Double.NEGATIVE_INFINITY, 0.25}})
                    .castTo(type);
            new WeightClip(h).apply(kernel);
            double exact = type == DataType.FLOAT ? (float) h : h;
            assertThat(Elements.doubles(kernel)).containsExactly(Double.NaN, exact, -exact, 0.25);
        }
    }

    /** A fixed bound needs no fans, so whatever parameters a stock layer has can be clipped. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void aFixedBoundClipsArraysOfAnyRank(int rank) {
        long[] shape = new long[rank];
        java.util.Arrays.fill(shape, 2);
        INDArray parameter = Nd4j.valueArrayOf(shape, -3, DataType.FLOAT);
        new WeightClip(0.5).apply(parameter);
        assertThat(Elements.doubles(parameter)).containsOnly(-0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesABoundThatCannotBe(double bound) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightClip(bound))
                .withMessageContaining("WeightClip")
                .withMessageEndingWith("got " + bound);
        assertThatIllegalArgumentException().isThrownBy(() -> new WeightClip(KernelBound.of(bound)));
    }

    @Test
    void refusesNoBound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightClip((KernelBound) null))
                .withMessageEndingWith("got null");
    }

    /** The bound itself, its neighbours, zeros, and a few numbers on either side. */
    private static void fill(INDArray kernel, double h) {
        Random random = new Random(8);
        double[] first = {h, -h, 0.0, -0.0, 2 * h, -2 * h, h / 2};
        INDArray flat = kernel.dup('c').reshape(kernel.length());
        for (int i = 0; i < flat.length(); i++) {
            flat.putScalar(i, i < first.length ? first[i] : 3 * h * random.nextGaussian());
        }
        kernel.assign(flat.reshape('c', kernel.shape()));
    }
}
