package io.github.bnn4j.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.block.BiRealNet;
import io.github.bnn4j.block.QuickNet;
import io.github.bnn4j.block.ReActNet;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.GraphEvaluator;
import io.github.bnn4j.graph.RoundingBounds;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Residual networks of floats, where BLAS adds in another order: DL4J and the packed network are within a bound of rounding of the
 * exact result, unless a sign is within such a bound of its threshold.
 */
class PackedExporterBlocksTest {

    private static final int EXAMPLES = 200;
    private static final double USUAL = 1e-4;
    private static final int CHANNELS = 3;
    private static final int SIDE = 8;
    private static final int CLASSES = 5;

    /** The blocks of one paper. */
    enum Style {
        BI_REAL {
            @Override
            String block(GraphBuilder graph, String name, String input, int channels) {
                return BiRealNet.block(graph, name, input, channels);
            }

            @Override
            String transition(GraphBuilder graph, String name, String input, int channels) {
                return BiRealNet.transition(graph, name, input, channels);
            }
        },
        REACT {
            @Override
            String block(GraphBuilder graph, String name, String input, int channels) {
                return ReActNet.block(graph, name, input, channels);
            }

            @Override
            String transition(GraphBuilder graph, String name, String input, int channels) {
                return ReActNet.transition(graph, name, input, channels);
            }
        },
        QUICK {
            @Override
            String block(GraphBuilder graph, String name, String input, int channels) {
                return QuickNet.block(graph, name, input, channels);
            }

            @Override
            String transition(GraphBuilder graph, String name, String input, int channels) {
                return QuickNet.transition(graph, name, input, channels);
            }
        };

        abstract String block(GraphBuilder graph, String name, String input, int channels);

        abstract String transition(GraphBuilder graph, String name, String input, int channels);
    }

    private final Random random = new Random(11);

    private ComputationGraph network(Style style, CNN2DFormat format) {
        ComputationGraph network = new SmallNetwork().graph(graph -> {
            graph.addInputs("in");
            String last = QuickNet.stem(graph, "stem", "in", 8, 1);
            last = style.block(graph, "first", last, 8);
            last = style.transition(graph, "second", last, 12);
            last = style.block(graph, "third", last, 12);
            return graph.setOutputs(QuickNet.top(graph, "top", last, CLASSES))
                    .setInputTypes(InputType.convolutional(SIDE, SIDE, CHANNELS, format));
        });
        for (Layer layer : network.getLayers()) {
            layer.paramTable().forEach(this::draw);
        }
        return network;
    }

    /** Statistics, shifts and slopes as training leaves them; kernels stay as they were drawn. */
    private void draw(String name, INDArray array) {
        if (name.equals("W")) {
            return;
        }
        double[] values = new double[(int) array.length()];
        Arrays.setAll(values, i -> switch (name) {
            case "gamma" -> 0.5 + random.nextDouble();
            case "var" -> 0.2 + 2 * random.nextDouble();
            case "log10stdev" -> 0.5 * random.nextDouble() - 0.2;
            default -> 0.5 * random.nextGaussian();
        });
        array.assign(Nd4j.createFromArray(values).castTo(array.dataType()).reshape(array.shape()));
    }

    @ParameterizedTest
    @CsvSource({"BI_REAL, NCHW", "BI_REAL, NHWC", "REACT, NCHW", "REACT, NHWC", "QUICK, NCHW", "QUICK, NHWC"})
    void scoresAreWithinRounding(Style style, CNN2DFormat format) {
        ComputationGraph network = network(style, format);
        InputEncoding encoding = InputEncoding.floats(CHANNELS, SIDE, SIDE);
        PackedNetwork packed = PackedExporter.export(network, encoding, List.of());
        Graph graph = NetworkReader.of(network).read(encoding);
        float[] x = Nets.gaussians(EXAMPLES * encoding.size(), random);
        INDArray features = Nd4j.createFromArray(x).reshape(EXAMPLES, CHANNELS, SIDE, SIDE);
        float[] dl4j = Elements.floats(network.outputSingle(
                format == CNN2DFormat.NHWC ? features.permute(0, 2, 3, 1).dup('c') : features));
        float[] scores = ComparedScores.of(packed, x, EXAMPLES);

        int sure = 0;
        int[] predicted = new int[CLASSES];
        for (int i = 0; i < EXAMPLES; i++) {
            GraphEvaluator exact = GraphEvaluator.trained(graph, doubles(x, i, encoding.size()));
            RoundingBounds bounds = new RoundingBounds(graph, exact);
            double[] expected = exact.of(graph.output());
            double[] bound = bounds.of(graph.output());
            if (!bounds.isSure()) {
                continue;
            }
            sure++;
            double[] ofPacked = doubles(scores, i, CLASSES);
            double[] ofDl4j = doubles(dl4j, i, CLASSES);
            for (int n = 0; n < CLASSES; n++) {
                assertThat(ofPacked[n]).as("example %d", i).isCloseTo(expected[n], within(bound[n]));
                assertThat(ofDl4j[n]).as("example %d", i).isCloseTo(expected[n], within(bound[n]));
            }
            // What is bound to hold is wide, of all roundings at their worst: what comes about is far less.
            assertThat(ofPacked).as("example %d", i).containsExactly(ofDl4j, within(USUAL));
            int best = best(expected);
            predicted[best]++;
            if (margin(expected) > 2 * Arrays.stream(bound).max().orElseThrow()) {
                assertThat(best(ofPacked)).isEqualTo(best);
                assertThat(best(ofDl4j)).isEqualTo(best);
            }
        }
        assertThat(sure).as("examples without a sign near its threshold").isGreaterThan(EXAMPLES * 9 / 10);
        assertThat(predicted).as("more than one class").doesNotContain(sure);
    }

    private static double[] doubles(float[] values, int i, int size) {
        double[] part = new double[size];
        Arrays.setAll(part, n -> values[i * size + n]);
        return part;
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int n = 1; n < scores.length; n++) {
            best = scores[n] > scores[best] ? n : best;
        }
        return best;
    }

    private static double margin(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - 1] - sorted[sorted.length - 2];
    }
}
