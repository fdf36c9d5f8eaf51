package io.github.bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.onnx.evaluator.NdArray;
import io.github.bnn4j.onnx.evaluator.OnnxEvaluator;
import io.github.bnn4j.onnx.writer.HandWrittenGraph;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An imported network as a graph of DL4J: it computes the same, and can be trained on. */
class ImportedGraphTest {

    private static final int EXAMPLES = 10;

    private final HandWrittenGraph file = new HandWrittenGraph(13);
    private final Draws draws = new Draws(6);
    private final Parts parts = new Parts(file, draws);

    @Test
    void dense() {
        String x = file.input("x", HandWrittenGraph.OPEN, 12);
        x = parts.larqSign(parts.batchNorm(product(x, 12, 7), 7));
        x = parts.larqSign(parts.batchNorm(product(x, 7, 5), 5));
        file.output(parts.batchNorm(product(x, 5, 3), 3));

        ComputationGraph graph = Agreement.read(file).toGraph();

        assertThat(graph.getLayers())
                .extracting(layer -> layer.conf().getLayer())
                .hasAtLeastOneElementOfType(BinaryDenseLayer.class);
        computesTheSame(graph, new int[] {1, 12});
        trains(graph, new int[] {EXAMPLES, 12});
    }

    @Test
    void convolutions() {
        String x = file.input("x", HandWrittenGraph.OPEN, 2, 8, 8);
        x = file.node("Conv", x, parts.floats(new int[] {4, 2, 3, 3}, draws.signs(72)));
        x = file.node("MaxPool", Map.of("kernel_shape", new int[] {2, 2}, "strides", new int[] {2, 2}), x);
        x = parts.larqSign(parts.batchNorm(x, 4));
        x = file.node(
                "Conv",
                Map.of("pads", new int[] {1, 1, 1, 1}),
                x,
                parts.floats(new int[] {5, 4, 3, 3}, draws.signs(180)));
        x = parts.larqSign(parts.batchNorm(x, 5));
        file.output(product(file.node("Flatten", x), 45, 3));

        ComputationGraph graph = Agreement.read(file).toGraph();

        assertThat(graph.getLayers())
                .extracting(layer -> layer.conf().getLayer())
                .hasAtLeastOneElementOfType(BinaryConvolutionLayer.class);
        computesTheSame(graph, new int[] {1, 2, 8, 8});
        trains(graph, new int[] {EXAMPLES, 2, 8, 8});
    }

    private String product(String x, int inputs, int outputs) {
        return file.node("MatMul", x, parts.floats(new int[] {inputs, outputs}, draws.signs(inputs * outputs)));
    }

    private void computesTheSame(ComputationGraph graph, int[] shape) {
        OnnxEvaluator evaluator = new OnnxEvaluator(file.model());
        for (int i = 0; i < EXAMPLES; i++) {
            double[] example = draws.integers(size(shape), -4, 4);
            double[] expected = evaluator.output(NdArray.of(shape, example)).values();
            INDArray input = Nd4j.createFromArray(example)
                    .castTo(DataType.FLOAT)
                    .reshape(Arrays.stream(shape).asLongStream().toArray());
            double[] actual = graph.outputSingle(input).toDoubleVector();
            for (int n = 0; n < expected.length; n++) {
                assertThat(actual[n]).as("example %d, score %d", i, n).isCloseTo(expected[n], within(1e-4));
            }
        }
    }

    private static void trains(ComputationGraph graph, int[] shape) {
        INDArray before = graph.params().dup();
        INDArray features = Nd4j.rand(Arrays.stream(shape).asLongStream().toArray());
        INDArray labels = Nd4j.zeros(EXAMPLES, 3);
        for (int i = 0; i < EXAMPLES; i++) {
            labels.putScalar(i, i % 3, 1);
        }

        graph.fit(new INDArray[] {features}, new INDArray[] {labels});

        assertThat(graph.params()).isNotEqualTo(before);
    }

    private static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }
}
