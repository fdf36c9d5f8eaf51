package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A sign after batch normalization of a binary layer: one comparison of integers in packed networks. Means and deviations
 * are such that DL4J computes exactly, and that zeros before the sign are frequent.
 */
class PackedExporterBatchNormSignTest {

    private static final int EXAMPLES = 120;
    private static final int IN = 10;
    private static final int OUT = 60;

    private final Random random = new Random(5);

    private static Layer[] layers(boolean bias, BatchNormalization... normalizations) {
        Layer[] layers = new Layer[2 + normalizations.length];
        layers[0] = bias ? Nets.binaryWithBias(IN, OUT) : Nets.binary(IN, OUT);
        System.arraycopy(normalizations, 0, layers, 1, normalizations.length);
        layers[layers.length - 1] = Nets.sign();
        return layers;
    }

    private void assertSameSigns(MultiLayerNetwork network) {
        assertSameSigns(network, InputEncoding.signs(IN), Nets.signs(EXAMPLES * IN, random));
        assertSameSigns(network, InputEncoding.bytes(0, 255, 1, 1, IN), Nets.integers(EXAMPLES * IN, 0, 3, random));
        assertSameSigns(network, InputEncoding.floats(IN), Nets.integers(EXAMPLES * IN, -2, 2, random));
    }

    private static void assertSameSigns(MultiLayerNetwork network, InputEncoding encoding, float[] x) {
        PackedNetwork packed = PackedExporter.export(network, encoding, List.of());
        assertSameBits(network, packed, x, EXAMPLES);
    }

    /** Tests that only look at ties where there are some: a fair share of values before the last layer is zero. */
    private void assertManyTies(MultiLayerNetwork network) {
        float[] x = Nets.signs(EXAMPLES * IN, random);
        MultiLayerNetwork withoutSign = network.clone();
        Layer[] layers = new Layer[network.getnLayers() - 1];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = network.getLayer(i).conf().getLayer();
        }
        float[] values =
                ComparedScores.of(copyOfParameters(withoutSign, new SmallNetwork().chain(layers)), x, EXAMPLES);
        int zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        assertThat(zeros).isGreaterThan(values.length / 20);
    }

    private static MultiLayerNetwork copyOfParameters(MultiLayerNetwork from, MultiLayerNetwork to) {
        to.setParams(from.params().dup());
        return to;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyGammaWithEveryBeta(boolean useLogStd) {
        MultiLayerNetwork network = new SmallNetwork().chain(layers(true, Nets.halving(OUT, useLogStd)));
        Nets.setIntegers(network, 0, "b", -2, 2, random);
        // 7, 5 and 4 values: all combinations occur.
        Nets.set(network, 1, "gamma", 1, -1, 0, 2, -2, 0.5, -0.5);
        Nets.set(network, 1, "beta", 0, 1, -1, 0.5, -0.5);
        Nets.set(network, 1, "mean", 0, 2, -2, 4);
        Nets.set(network, 1, useLogStd ? "log10stdev" : "var", useLogStd ? 0 : 1);

        assertManyTies(network);
        assertSameSigns(network);
    }

    /** Whatever the deviation: a value that equals its mean is zero, and stays zero. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tiesWithDeviationsThatAreNotExact(boolean useLogStd) {
        BatchNormalization normalization = new BatchNormalization.Builder()
                .nIn(OUT)
                .nOut(OUT)
                .useLogStd(useLogStd)
                .build();
        MultiLayerNetwork network = new SmallNetwork().chain(layers(false, normalization));
        Nets.drawNormalization(network, 1, random);
        Nets.set(network, 1, "beta", 0);
        Nets.set(network, 1, "mean", 0, 2, -2, 4, -4, 6, 1, 0.1);

        assertManyTies(network);
        assertSameSigns(network);
    }

    @Test
    void tiesThatNeedABias() {
        MultiLayerNetwork network = new SmallNetwork().chain(layers(true, Nets.normalization(OUT)));
        Nets.drawNormalization(network, 1, random);
        Nets.setIntegers(network, 0, "b", -7, 7, random);
        Nets.setIntegers(network, 1, "mean", -7, 7, random);
        Nets.set(network, 1, "beta", 0);

        assertManyTies(network);
        assertSameSigns(network);
    }

    /** As tied as above, but for beta: nothing of it is lost, though it is far smaller than what DL4J can add to 1. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-7, 1e-12, 1e-30})
    void aSmallBetaDecidesAboutTiesAtMeanZero(double beta) {
        MultiLayerNetwork network = new SmallNetwork().chain(layers(false, Nets.normalization(OUT)));
        Nets.drawNormalization(network, 1, random);
        Nets.set(network, 1, "mean", 0);
        Nets.set(network, 1, "beta", beta, -beta);

        assertSameSigns(network);
    }

    /** Running means of what is always zero decay towards zero, but do not reach it. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-7, 1e-12, 1e-30})
    void aSmallMeanDecidesAboutTies(double mean) {
        MultiLayerNetwork network = new SmallNetwork().chain(layers(false, Nets.normalization(OUT)));
        Nets.drawNormalization(network, 1, random);
        Nets.set(network, 1, "mean", mean, -mean);
        Nets.set(network, 1, "beta", 0);

        assertSameSigns(network);
    }

    @Test
    void gammaZeroLeavesTheSignOfBeta() {
        MultiLayerNetwork network = new SmallNetwork().chain(layers(false, Nets.normalization(OUT)));
        Nets.drawNormalization(network, 1, random);
        Nets.set(network, 1, "gamma", 0);
        Nets.set(network, 1, "beta", 0, -1e-20, 1e-20, -0.0);
        PackedNetwork packed = PackedExporter.export(network, InputEncoding.signs(IN), List.of());

        assertSameSigns(network);
        assertThat(packed.scores(Nets.signs(IN, random))).startsWith(1, -1, 1, 1);
    }

    /** DL4J uses neither of the fixed values where gamma is 1 or beta is 0. */
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "1, -1", "2, 0", "-1, 0", "0, 0", "0, -1", "0, 1", "-2, 1", "0.5, -1"})
    void lockedGammaAndBeta(double gamma, double beta) {
        BatchNormalization locked = new BatchNormalization.Builder(true)
                .gamma(gamma)
                .beta(beta)
                .eps(3)
                .nIn(OUT)
                .nOut(OUT)
                .build();
        MultiLayerNetwork network = new SmallNetwork().chain(layers(false, locked));
        Nets.set(network, 1, "mean", 0, 2, -2, 4);
        Nets.set(network, 1, "log10stdev", 0);

        assertSameSigns(network);
    }

    @Test
    void twoInARow() {
        MultiLayerNetwork network =
                new SmallNetwork().chain(layers(true, Nets.halving(OUT, false), Nets.halving(OUT, true)));
        Nets.setIntegers(network, 0, "b", -2, 2, random);
        Nets.set(network, 1, "gamma", 1, -1, 2, -4, 0.5);
        Nets.set(network, 1, "beta", 0, 1, -1);
        Nets.set(network, 1, "mean", 0, 2, -2, 4);
        Nets.set(network, 1, "var", 1);
        Nets.set(network, 2, "gamma", -1, 2, -0.5, 1, 4, -2, 0);
        Nets.set(network, 2, "beta", 0, 0.5, -0.5, 1);
        Nets.set(network, 2, "mean", 0, 1, -1, 0.5, 2);
        Nets.set(network, 2, "log10stdev", 0);

        assertManyTies(network);
        assertSameSigns(network);
    }

    /** What cancels only up to rounding in double precision still is a tie: the second mean is the first beta. */
    @Test
    void aTieThatTwoInARowMake() {
        MultiLayerNetwork network =
                new SmallNetwork().chain(layers(true, Nets.normalization(OUT), Nets.normalization(OUT)));
        Nets.drawNormalization(network, 1, random);
        Nets.drawNormalization(network, 2, random);
        Nets.setIntegers(network, 0, "b", -3, 3, random);
        Nets.set(network, 1, "mean", 3, 1, -1);
        Nets.set(network, 1, "beta", 0.7, -0.3);
        Nets.set(network, 2, "mean", 0.7, -0.3);
        Nets.set(network, 2, "beta", 0);

        assertSameSigns(network);
    }

    @Test
    void inDoublePrecision() {
        MultiLayerNetwork network =
                new SmallNetwork().type(DataType.DOUBLE).chain(layers(true, Nets.normalization(OUT)));
        Nets.drawNormalization(network, 1, random);
        Nets.setIntegers(network, 0, "b", -2, 2, random);
        Nets.set(network, 1, "mean", 0, 2, -2, 4, -4, 6, 1, 0.1);
        Nets.set(network, 1, "beta", 0);

        assertManyTies(network);
        assertSameSigns(network);
    }
}
