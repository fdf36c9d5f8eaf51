package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertClose;
import static io.github.bnn4j.export.ComparedScores.assertSameBits;

import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.PaddingValue;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.normalization.ShiftBatchNormalization;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.quantizer.SteHeaviside;
import io.github.bnn4j.quantizer.SteSign;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Networks of convolutions, drawn with all their options. Sums are whole numbers, which DL4J adds without rounding, so that
 * signs are the same, and with them all that follows.
 */
class PackedExporterConvolutionPropertyTest {

    private static final int EXAMPLES = 5;

    /**
     * @param seed of all that is drawn
     */
    record Case(CNN2DFormat format, ValueType type, int channels, int height, int width, boolean average, long seed) {

        private float[] input(Random random) {
            int count = EXAMPLES * channels * height * width;
            return switch (type) {
                case BYTES -> Nets.integers(count, -100, 155, random);
                case FLOATS -> Nets.integers(count, -20, 20, random);
                case SIGNS -> Nets.signs(count, random);
            };
        }

        private InputEncoding encoding() {
            return switch (type) {
                case BYTES -> InputEncoding.bytes(-100, 155, channels, height, width);
                case FLOATS -> InputEncoding.floats(channels, height, width);
                case SIGNS -> InputEncoding.signs(channels, height, width);
            };
        }

        private MultiLayerNetwork network(Random random) {
            List<Layer> layers = new ArrayList<>();
            int blocks = 1 + random.nextInt(2);
            for (int i = 0; i < blocks; i++) {
                addBlock(layers, random);
            }
            layers.add(convolution(layers.isEmpty(), random));
            if (average) {
                layers.add(new GlobalPoolingLayer.Builder(PoolingType.AVG)
                        .poolingDimensions(format == CNN2DFormat.NHWC ? new int[] {1, 2} : new int[] {2, 3})
                        .build());
            } else {
                layers.add(Nets.sign());
                layers.add(Nets.binary(0, 4));
            }
            layers.add(ImageNets.loss());
            return ImageNets.drawn(ImageNets.of(format, channels, height, width, layers), random);
        }

        private void addBlock(List<Layer> layers, Random random) {
            layers.add(convolution(layers.isEmpty(), random));
            if (random.nextInt(3) == 0) {
                layers.add(pooling(random));
            }
            if (random.nextInt(4) > 0) {
                layers.add(normalization(random));
            }
            if (random.nextInt(3) == 0) {
                layers.add(pooling(random));
                layers.add(normalization(random));
            }
            layers.add(Nets.sign(random.nextInt(4) == 0 ? new SteHeaviside() : new SteSign()));
            if (random.nextInt(3) == 0) {
                layers.add(pooling(random));
            }
        }

        /** Later ones are of mode Same: images may have become small. */
        private BinaryConvolutionLayer convolution(boolean first, Random random) {
            boolean same = !first || random.nextBoolean();
            int size = 1 + random.nextInt(3);
            BinaryConvolutionLayer.Builder builder = ImageNets.convolution(
                            format, 1 + random.nextInt(40), size, 1 + random.nextInt(3))
                    .stride(1 + random.nextInt(2), 1)
                    .paddingValue(random.nextBoolean() ? PaddingValue.ONE : PaddingValue.ZERO)
                    .kernelBound(random.nextBoolean() ? 1 : 0.5)
                    .hasBias(random.nextBoolean())
                    .convolutionMode(same ? ConvolutionMode.Same : ConvolutionMode.Truncate);
            if (same) {
                return builder.dilation(1 + random.nextInt(2), 1).build();
            }
            return builder.padding(random.nextInt(size), 0).build();
        }

        private SubsamplingLayer pooling(Random random) {
            return ImageNets.pooling(format, 2 + random.nextInt(2), 2)
                    .stride(1 + random.nextInt(2), 1)
                    .convolutionMode(ConvolutionMode.Same)
                    .build();
        }

        private static Layer normalization(Random random) {
            return switch (random.nextInt(3)) {
                case 0 -> new BatchNormalization.Builder().build();
                case 1 -> new FastBatchNormalization.Builder().build();
                default -> new ShiftBatchNormalization.Builder().build();
            };
        }
    }

    @Property(tries = 200)
    void scoresAreThoseOfDl4j(@ForAll("cases") Case c) {
        Random random = new Random(c.seed);
        MultiLayerNetwork network = c.network(random);
        float[] x = c.input(random);
        PackedNetwork packed = PackedExporter.export(network, c.encoding(), List.of());

        float[] actual = ComparedScores.of(packed, x, EXAMPLES);

        float[] expected = ImageNets.scores(network, c.format, c.channels, c.height, c.width, x);
        if (c.average) {
            // Few weights can cancel at every pixel, which is no scale to be close on: another network is drawn.
            Assume.that(IntStream.range(0, expected.length).anyMatch(i -> expected[i] != 0));
            // DL4J rounds the mean in its own way.
            assertClose(actual, expected, 1e-6);
        } else {
            assertSameBits(actual, expected);
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.of(CNN2DFormat.NCHW, CNN2DFormat.NHWC),
                        Arbitraries.of(ValueType.class),
                        Arbitraries.of(1, 2, 3, 33),
                        Arbitraries.integers().between(5, 11),
                        Arbitraries.integers().between(5, 11),
                        Arbitraries.of(true, false),
                        Arbitraries.longs())
                .as(Case::new);
    }
}
