package io.github.bnn4j.onnx.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.read.HandWrittenModel;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** An imported network as one of DL4J gives the scores of the packed one, and can be trained on. */
class Dl4jGraphTest {

    private static final int EXAMPLES = 20;

    private final Random random = new Random(4);

    private double[] signs(int count) {
        return random.doubles(count).map(x -> x < 0.5 ? -1 : 1).toArray();
    }

    private double[] reals(int count) {
        return random.doubles(count, -2, 2).map(x -> Math.rint(4 * x) / 4).toArray();
    }

    private HandWrittenModel norm(HandWrittenModel model, int channels, String name) {
        return model.floats(name + "g", reals(channels))
                .floats(name + "b", reals(channels))
                .floats(name + "m", reals(channels))
                .floats(name + "v", random.doubles(channels, 0.5, 3).toArray())
                .then("BatchNormalization", name + "g", name + "b", name + "m", name + "v");
    }

    private HandWrittenModel dense() {
        HandWrittenModel model = HandWrittenModel.of(-1, 6)
                .number("one", 1)
                .floats("w", new int[] {6, 5}, signs(30))
                .floats("v", new int[] {5, 3}, signs(15))
                .then("MatMul", "w");
        return norm(model, 5, "n").quantizer("BipolarQuant", Map.of(), "one").then("MatMul", "v");
    }

    private HandWrittenModel images() {
        HandWrittenModel model = HandWrittenModel.of(-1, 6, 6, 2)
                .number("one", 1)
                .floats("w", new int[] {4, 2, 3, 3}, signs(72))
                .floats("u", new int[] {4, 4, 3, 3}, signs(144))
                .floats("v", new int[] {36, 3}, reals(108))
                .floats("add", new int[] {1, 1, 1, 4}, reals(4))
                .then("Transpose", Map.of("perm", List.of(0L, 3L, 1L, 2L)))
                .then("Conv", Map.of("pads", List.of(1L, 1L, 1L, 1L)), "w")
                .then("MaxPool", Map.of("kernel_shape", List.of(2L, 2L), "strides", List.of(2L, 2L)));
        return norm(model, 4, "n")
                .quantizer("BipolarQuant", Map.of(), "one")
                .as("skip")
                .integers("pads", 0, 0, 1, 1, 0, 0, 1, 1)
                .then("Pad", "pads", "one")
                .then("Conv", Map.of(), "u")
                .then("Add", "skip")
                .then("Transpose", Map.of("perm", List.of(0L, 2L, 3L, 1L)))
                .then("Add", "add")
                .then("Flatten")
                .then("MatMul", "v")
                .then("Softmax");
    }

    private void computesTheSame(HandWrittenModel model) {
        ImageShape image = model.imported().image();
        PackedNetwork packed =
                model.imported().toPacked(InputEncoding.floats(image.channels(), image.height(), image.width()));
        ComputationGraph graph = model.imported().toGraph();
        for (int i = 0; i < EXAMPLES; i++) {
            float[] example = floats(reals(image.size()));
            float[] expected = packed.scores(example);
            float[] actual = graph.outputSingle(array(example, image, 1)).toFloatVector();
            assertThat(actual).hasSameSizeAs(expected);
            for (int n = 0; n < expected.length; n++) {
                assertThat(actual[n]).as("example %d", i).isCloseTo(expected[n], offset(1e-4f));
            }
        }
    }

    private static INDArray array(float[] values, ImageShape image, int examples) {
        INDArray array = Nd4j.createFromArray(values);
        return image.pixels() == 1
                ? array.reshape(examples, image.channels())
                : array.reshape(examples, image.channels(), image.height(), image.width());
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Test
    void denseNetworksGiveTheSameScores() {
        HandWrittenModel model = dense();
        computesTheSame(model);
        assertThat(model.imported().toGraph().getLayers())
                .extracting(layer -> layer.conf().getLayer())
                .hasAtLeastOneElementOfType(BinaryDenseLayer.class);
    }

    @Test
    void networksOnImagesWithTheChannelsLastGiveTheSameScores() {
        HandWrittenModel model = images();
        computesTheSame(model);
        assertThat(model.imported().toGraph().getLayers())
                .extracting(layer -> layer.conf().getLayer())
                .hasAtLeastOneElementOfType(BinaryConvolutionLayer.class);
    }

    @Test
    void theyAreTrainedOn() {
        ComputationGraph graph = dense().imported().toGraph();
        INDArray features = array(floats(reals(EXAMPLES * 6)), new ImageShape(6, 1, 1), EXAMPLES);
        INDArray labels = Nd4j.zeros(EXAMPLES, 3);
        for (int i = 0; i < EXAMPLES; i++) {
            labels.putScalar(i, i % 3, 1);
        }
        Layer binary = graph.getLayers()[0];
        INDArray before = binary.getParam("W").dup();
        graph.fit(new DataSet(features, labels));
        assertThat(binary.getParam("W")).isNotEqualTo(before);
    }

    @Test
    void whatHasNoLayerIsRefusedByName() {
        HandWrittenModel model = HandWrittenModel.of(-1, 4, 1, 1)
                .floats("w", new int[] {2, 2, 1, 1}, 3, -3, 1, 1)
                .then("Conv", Map.of("group", 2L), "w")
                .then("Flatten")
                .quantizedSomewhere();
        assertThatThrownBy(() -> model.imported().toGraph())
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("(Conv)")
                .hasMessageContaining("groups");
    }
}
