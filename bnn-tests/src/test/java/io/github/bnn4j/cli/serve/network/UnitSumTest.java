package io.github.bnn4j.cli.serve.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Activations;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.MismatchSums;
import io.github.bnn4j.packed.layer.OnImages;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A sum that is spelled out is the one that the layer computes by its kernels: for all bits of all layers. */
class UnitSumTest {

    private static final Random RANDOM = new Random(5);

    private static BitMatrix bits(int rows, int columns) {
        return BitMatrix.of(rows, columns, (row, column) -> RANDOM.nextBoolean());
    }

    private static Thresholds thresholds(int outputs, int classes, ValueType type, BitMatrix weights) {
        int most = MismatchSums.of(type, weights).greatestMismatches();
        int[] limits = RANDOM.ints(outputs * classes, most / 3, 2 * most / 3).toArray();
        limits[0] = -1;
        limits[1] = most;
        return new Thresholds(outputs, limits, new long[] {RANDOM.nextLong() & (1L << outputs) - 1});
    }

    private static Window window(int size) {
        return new Window(new Axis(size, size, 3, 1, 1, 1), new Axis(size, size, 3, 1, 1, 1));
    }

    private static BinaryConvolution convolution(
            ValueType type, int channels, int size, int outputs, boolean positive) {
        Window window = window(size);
        BitMatrix weights = bits(outputs, 9 * channels);
        return new BinaryConvolution(
                type, channels, window, positive, weights, thresholds(outputs, window.classes(), type, weights));
    }

    private static BinaryDense dense(ValueType type, int inputs, int outputs) {
        BitMatrix weights = bits(outputs, inputs);
        return new BinaryDense(type, weights, thresholds(outputs, 1, type, weights));
    }

    private static BinaryDense scores(int inputs, int outputs) {
        return new BinaryDense(
                ValueType.SIGNS,
                bits(outputs, inputs),
                new Scores(
                        RANDOM.doubles(outputs).toArray(),
                        RANDOM.doubles(outputs).toArray()));
    }

    @Test
    void eachBitOfAConvolutionalNetworkIsTheLayers() {
        check(List.of(
                convolution(ValueType.BYTES, 1, 6, 40, false),
                convolution(ValueType.SIGNS, 40, 6, 33, true),
                convolution(ValueType.SIGNS, 33, 6, 3, false),
                dense(ValueType.SIGNS, 108, 50),
                scores(50, 4)));
    }

    @Test
    void eachBitOfADenseNetworkIsTheLayers() {
        check(List.of(dense(ValueType.BYTES, 36, 63), dense(ValueType.SIGNS, 63, 20), scores(20, 3)));
    }

    private static void check(List<PackedLayer> layers) {
        PackedNetwork network =
                new PackedNetwork(new PackedContent(InputEncoding.bytes(-1, 1, 1, 6, 6), layers, List.of()));
        byte[] pixels = new byte[36];
        RANDOM.nextBytes(pixels);
        Example example = new Example(pixels, null);
        Trace trace = Trace.of(network, example);
        assertThat(trace.scores()).isEqualTo(network.scores(pixels));
        for (int i = 0; i < layers.size(); i++) {
            PackedLayer layer = layers.get(i);
            ImageShape result =
                    layer instanceof OnImages images ? images.outputImage() : new ImageShape(layer.outputs(), 1, 1);
            for (int at = 0; at < layer.outputs(); at++) {
                int pixel = at / result.channels();
                UnitSum sum = UnitSum.of(
                        layer,
                        trace.values().get(i),
                        at % result.channels(),
                        pixel / result.width(),
                        pixel % result.width());
                check(sum, trace.values().get(i + 1), at);
            }
        }
    }

    private static void check(UnitSum sum, Activations out, int at) {
        int products = 0;
        for (int k = 0; k < sum.weights().length; k++) {
            products += sum.weights()[k] * sum.inputs()[k];
        }
        assertThat(sum.sum()).isEqualTo(products);
        if (out.signs() == null) {
            assertThat(sum.score()).isEqualTo(out.floats()[out.from() + at]);
            return;
        }
        assertThat(sum.sign()).isEqualTo((out.signs()[at >>> 6] >>> at & 1) == 1 ? 1 : -1);
        assertThat(sum.mismatches() <= sum.limit()).isEqualTo(sum.sum() >= sum.sumAtLimit());
    }
}
