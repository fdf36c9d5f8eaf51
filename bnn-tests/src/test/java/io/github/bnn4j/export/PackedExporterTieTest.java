package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value of exactly zero before a sign is +1, as in DL4J; and next to zero is not zero. */
class PackedExporterTieTest {

    private static final int EXAMPLES = 200;

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6, 64, 66})
    void zeroSumsOfSignsArePositive(int inputs) {
        Random random = new Random(1);
        MultiLayerNetwork network = new SmallNetwork().chain(Nets.binary(inputs, 40), Nets.sign());
        float[] x = Nets.signs(EXAMPLES * inputs, random);
        float[] sums = ComparedScores.of(
                new SmallNetwork().chain(network.getLayer(0).conf().getLayer()), x, EXAMPLES);
        PackedNetwork packed = PackedExporter.export(network, InputEncoding.signs(inputs), List.of());

        float[] scores = ComparedScores.of(packed, x, EXAMPLES);

        int zeros = 0;
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] == 0) {
                zeros++;
                assertThat(scores[i]).isEqualTo(1);
            }
        }
        assertThat(zeros).isGreaterThan(sums.length / 20);
        assertSameBits(network, packed, x, EXAMPLES);
    }

    @Test
    void zeroSumsOfBytesArePositive() {
        Random random = new Random(2);
        MultiLayerNetwork network = new SmallNetwork().chain(Nets.binary(2, 20), Nets.sign());
        float[] x = Nets.integers(EXAMPLES * 2, 0, 3, random);
        PackedNetwork packed = PackedExporter.export(network, InputEncoding.bytes(0, 255, 1, 1, 2), List.of());

        assertSameBits(network, packed, x, EXAMPLES);
        assertThat(packed.scores(new byte[] {3, 3})).containsOnly(1, -1);
    }

    /** A bias that nobody would see in the sum 2 decides where the sum is 0. */
    @ParameterizedTest
    @ValueSource(doubles = {-1e-3, -1e-6, -1e-12, -1e-20, -1e-38, -0.0, 0, 1e-38, 1e-12, 1e-3})
    void theSmallestBiasDecides(double bias) {
        MultiLayerNetwork network = new SmallNetwork().chain(Nets.binaryWithBias(6, 10), Nets.sign());
        Nets.set(network, 0, "b", bias);
        float[] x = Nets.signs(EXAMPLES * 6, new Random(3));

        assertSameBits(network, PackedExporter.export(network, InputEncoding.signs(6), List.of()), x, EXAMPLES);
        assertSameBits(network, PackedExporter.export(network), x, EXAMPLES);
    }

    /** -0.0 and 0 are positive as latent weights too. */
    @Test
    void zeroWeightsArePositive() {
        MultiLayerNetwork network = new SmallNetwork().chain(Nets.binary(5, 3));
        Nets.set(network, 0, "W", 0.0, -0.0, -1e-30, 0.5);
        float[] x = Nets.signs(EXAMPLES * 5, new Random(4));

        assertSameBits(network, PackedExporter.export(network, InputEncoding.signs(5), List.of()), x, EXAMPLES);
    }

    /** Bytes that stand for [-1, 1], which are not exact in DL4J: where the true sum is zero, packed is +1. */
    @Test
    void trueZerosOfScaledBytesArePositive() {
        MultiLayerNetwork network = new SmallNetwork().chain(Nets.binary(4, 1), Nets.sign());
        Nets.set(network, 0, "W", 1, 1, 1, -1);
        PackedNetwork packed = PackedExporter.export(network, InputEncoding.bytes(-1, 1, 1, 1, 4), List.of());

        assertThat(packed.scores(new byte[] {(byte) 255, 7, 5, 12})).containsExactly(1);
        assertThat(packed.scores(new byte[] {(byte) 254, 7, 5, 11})).containsExactly(1);
        assertThat(packed.scores(new byte[] {(byte) 254, 7, 5, 12})).containsExactly(-1);
    }
}
