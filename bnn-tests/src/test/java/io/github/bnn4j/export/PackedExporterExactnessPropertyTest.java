package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertSameBits;

import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Without batch normalization, on whole numbers, DL4J computes without rounding: scores are equal bit for bit. */
class PackedExporterExactnessPropertyTest {

    private static final int EXAMPLES = 9;

    /** Widths of a stack: the input, some hidden layers, the output. 1, and 64 with its neighbours, come often. */
    @Provide
    Arbitrary<List<Integer>> widths() {
        Arbitrary<Integer> width =
                Arbitraries.oneOf(Arbitraries.integers().between(1, 200), Arbitraries.of(1, 2, 63, 64, 65, 128, 129));
        return width.list().ofMinSize(2).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Double> bounds() {
        return Arbitraries.of(1.0, 0.5, 2.0);
    }

    @Property(tries = 60)
    void onSigns(
            @ForAll("widths") List<Integer> widths,
            @ForAll("bounds") double h,
            @ForAll boolean bias,
            @ForAll boolean signAtTheEnd,
            @ForAll long seed) {
        Random random = new Random(seed);
        MultiLayerNetwork network = stack(widths, h, bias, signAtTheEnd, random);
        PackedNetwork packed = PackedExporter.export(network, InputEncoding.signs(widths.get(0)), List.of());

        assertSameBits(network, packed, Nets.signs(EXAMPLES * widths.get(0), random), EXAMPLES);
    }

    @Property(tries = 60)
    void onFloatsThatAreSmallIntegers(
            @ForAll("widths") List<Integer> widths,
            @ForAll("bounds") double h,
            @ForAll boolean bias,
            @ForAll boolean signAtTheEnd,
            @ForAll @IntRange(min = 1, max = 50) int largest,
            @ForAll long seed) {
        Random random = new Random(seed);
        MultiLayerNetwork network = stack(widths, h, bias, signAtTheEnd, random);
        PackedNetwork packed = PackedExporter.export(network);

        assertSameBits(network, packed, Nets.integers(EXAMPLES * widths.get(0), -largest, largest, random), EXAMPLES);
    }

    /** Descending encodings too: 255 for byte 0, and 0 for byte 255. */
    @Property(tries = 60)
    void onBytes(
            @ForAll("widths") List<Integer> widths,
            @ForAll("bounds") double h,
            @ForAll boolean bias,
            @ForAll boolean signAtTheEnd,
            @ForAll @IntRange(min = -200, max = 100) int offset,
            @ForAll boolean descending,
            @ForAll long seed) {
        Random random = new Random(seed);
        MultiLayerNetwork network = stack(widths, h, bias, signAtTheEnd, random);
        InputEncoding encoding = InputEncoding.bytes(
                descending ? 255 + offset : offset, descending ? offset : 255 + offset, 1, 1, widths.get(0));
        PackedNetwork packed = PackedExporter.export(network, encoding, List.of());
        byte[] bytes = new byte[EXAMPLES * widths.get(0)];
        random.nextBytes(bytes);
        float[] x = new float[bytes.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = offset + (descending ? 255 - (bytes[i] & 0xFF) : bytes[i] & 0xFF);
        }

        assertSameBits(ComparedScores.of(packed, bytes, EXAMPLES), ComparedScores.of(network, x, EXAMPLES));
        assertSameBits(network, packed, x, EXAMPLES);
    }

    private static MultiLayerNetwork stack(
            List<Integer> widths, double h, boolean bias, boolean signAtTheEnd, Random random) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < widths.size(); i++) {
            layers.add(new BinaryDenseLayer.Builder()
                    .nIn(widths.get(i - 1))
                    .nOut(widths.get(i))
                    .kernelBound(h)
                    .hasBias(bias)
                    .build());
            if (i < widths.size() - 1 || signAtTheEnd) {
                layers.add(Nets.sign());
            }
        }
        MultiLayerNetwork network = new SmallNetwork().seed(random.nextInt()).chain(layers);
        for (int i = 0; bias && i < layers.size(); i++) {
            if (layers.get(i) instanceof BinaryDenseLayer) {
                Nets.setIntegers(network, i, "b", -3, 3, random);
            }
        }
        return network;
    }
}
