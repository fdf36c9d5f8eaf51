package io.github.bnn4j.summary;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.block.BiRealNet;
import io.github.bnn4j.block.QuickNet;
import io.github.bnn4j.block.ReActNet;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.RSignLayer;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Along the vertices of a graph: signs stay signs when they are merged with signs, and not when they are added. */
class BinarySummaryOfGraphTest {

    @Test
    void countsEachLayerOnce() {
        ComputationGraph graph = new SmallNetwork().graph(vertices -> vertices.addInputs("pixels", "more")
                .addLayer("a", binary(), "pixels")
                .addLayer("b", binary(), "more")
                .addLayer("signA", new ActivationLayer(new SignActivation()), "a")
                .addLayer("signB", new ActivationLayer(new SignActivation()), "b")
                .addVertex("signs", new MergeVertex(), "signA", "signB")
                .addVertex("mixed", new MergeVertex(), "signA", "b")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "signA", "signB")
                .addLayer("onSigns", binary(), "signs")
                .addLayer("onMixed", binary(), "mixed")
                .addLayer("onSum", binary(), "sum")
                .addVertex("all", new MergeVertex(), "onSigns", "onMixed", "onSum")
                .addLayer("out", linearOutput(2), "all")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(10), InputType.feedForward(20)));

        BinarySummary summary = BinarySummary.of(graph, InputType.feedForward(10), InputType.feedForward(20));
        Map<String, LayerSummary> layers =
                summary.layers().stream().collect(Collectors.toMap(LayerSummary::name, Function.identity()));

        assertThat(layers).containsOnlyKeys("a", "b", "signA", "signB", "onSigns", "onMixed", "onSum", "out");
        assertThat(layers.get("a")).isEqualTo(layer("a", 32, 40, 0, 40));
        assertThat(layers.get("b")).isEqualTo(layer("b", 32, 80, 0, 80));
        assertThat(layers.get("onSigns")).isEqualTo(layer("onSigns", 1, 32, 32, 0));
        assertThat(layers.get("onMixed")).isEqualTo(layer("onMixed", 32, 32, 0, 32));
        assertThat(layers.get("onSum")).isEqualTo(layer("onSum", 32, 16, 0, 16));
        assertThat(layers.get("out")).isEqualTo(new LayerSummary("out", "OutputLayer", "[2]", 32, 0, 0, 26, 0, 24));
        assertThat(summary.params()).isEqualTo(graph.numParams());
        assertThat(summary.bytes()).isEqualTo(5 + 10 + 4 + 4 + 2 + 4 * 26);
        assertThat(summary.toString()).contains("onSigns", "total");
    }

    /** A graph puts a preprocessor of its own between an image and a dense layer; flattened signs are signs. */
    @Test
    void signsStaySignsWhenFlattened() {
        ComputationGraph graph = new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                .addLayer("sign", new ActivationLayer(new SignActivation()), "in")
                .addLayer("binary", binary(), "sign")
                .addLayer("out", linearOutput(2), "binary")
                .setOutputs("out")
                .setInputTypes(InputType.convolutional(3, 2, 2)));
        BinarySummary summary = BinarySummary.of(graph, InputType.convolutional(3, 2, 2));
        assertThat(summary.binaryMacs()).isEqualTo(12 * 4);
        assertThat(summary.floatMacs()).isEqualTo(8);
    }

    /** RSign makes signs, RPReLU real numbers; a convolution may make signs of its own input; what is frozen costs the same. */
    @Test
    void countsResidualBlocks() {
        ComputationGraph graph = new SmallNetwork().graph(vertices -> {
            vertices.addInputs("in");
            String last = ReActNet.block(vertices, "react", "in", 4);
            last = BiRealNet.transition(vertices, "bireal", last, 6);
            last = QuickNet.block(vertices, "quick", last, 6);
            last = QuickNet.transition(vertices, "halved", last, 8);
            return vertices.setOutputs(QuickNet.top(vertices, "top", last, 3))
                    .setInputTypes(InputType.convolutional(8, 8, 4));
        });

        BinarySummary summary = BinarySummary.of(graph, InputType.convolutional(8, 8, 4));
        Map<String, LayerSummary> layers =
                summary.layers().stream().collect(Collectors.toMap(LayerSummary::name, Function.identity()));

        assertThat(layers.get("react_rsign"))
                .isEqualTo(new LayerSummary("react_rsign", "RSignLayer", "[4, 8, 8]", 32, 0, 0, 4, 0, 0));
        assertThat(layers.get("react_conv").inputBits()).isEqualTo(1);
        assertThat(layers.get("react_conv").binaryMacs()).isEqualTo(64 * 9 * 4 * 4);
        assertThat(layers.get("react_rprelu"))
                .isEqualTo(new LayerSummary("react_rprelu", "RPReLULayer", "[4, 8, 8]", 32, 0, 0, 12, 0, 0));
        assertThat(layers.get("bireal_conv").inputBits()).isEqualTo(1);
        assertThat(layers.get("bireal_conv").binaryMacs()).isEqualTo(16 * 9 * 4 * 6);
        assertThat(layers.get("bireal_project").floatMacs()).isEqualTo(16 * 4 * 6);
        assertThat(layers.get("quick_conv").binaryMacs()).isEqualTo(16 * 9 * 6 * 6);
        assertThat(layers.get("halved_blur").floatParams()).isEqualTo(9 * 6);
        assertThat(layers.get("halved_blur").floatMacs()).isEqualTo(4 * 9 * 6);
        assertThat(summary.params()).isEqualTo(graph.numParams());
        assertThat(summary.kernelParams()).isEqualTo(9 * (4 * 4 + 4 * 6 + 6 * 6));
    }

    /** As of batch normalization: the number of channels of RSign does not tell how large images are. */
    @Test
    void aLayerOfAnyShapeDoesNotSayTheInputIfAnotherDoes() {
        ComputationGraph graph = new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                .addLayer("sign", new RSignLayer.Builder().nIn(3).build(), "in")
                .addLayer(
                        "dense", new BinaryDenseLayer.Builder().nIn(27).nOut(4).build(), "in")
                .addLayer("out", linearOutput(4, 2), "dense")
                .setOutputs("out", "sign"));
        ((LayerVertex) graph.getConfiguration().getVertices().get("dense"))
                .setPreProcessor(new CnnToFeedForwardPreProcessor(3, 3, 3));
        assertThat(BinarySummary.of(graph).layers())
                .filteredOn(layer -> layer.name().equals("sign"))
                .extracting(LayerSummary::outputShape)
                .containsExactly("[3, 3, 3]");
    }

    /** To look at a network is not to change it, not even by a mistaken input type. */
    @Test
    void leavesTheGraphAsItIs() {
        ComputationGraph graph = new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                .addLayer(
                        "binary", new BinaryDenseLayer.Builder().nIn(6).nOut(4).build(), "in")
                .addLayer("out", linearOutput(4, 2), "binary")
                .setOutputs("out"));
        String before = graph.getConfiguration().toJson();
        for (InputType inputType : new InputType[] {InputType.feedForward(6), InputType.feedForward(99)}) {
            BinarySummary.of(graph, inputType);
            assertThat(graph.getConfiguration().toJson()).isEqualTo(before);
        }
    }

    /** A loss layer has no size of its own in DL4J. */
    @Test
    void aLossLayerHasTheShapeOfItsInput() {
        ComputationGraph graph = new SmallNetwork().graph(vertices -> vertices.addInputs("in")
                .addLayer("binary", binary(), "in")
                .addLayer(
                        "loss",
                        new LossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "binary")
                .setOutputs("loss")
                .setInputTypes(InputType.feedForward(3)));
        assertThat(BinarySummary.of(graph, InputType.feedForward(3)).layers().get(1))
                .isEqualTo(new LayerSummary("loss", "LossLayer", "[4]", 32, 0, 0, 0, 0, 0));
    }

    private static LayerSummary layer(String name, int inputBits, long kernel, long binaryMacs, long floatMacs) {
        return new LayerSummary(name, "BinaryDenseLayer", "[4]", inputBits, kernel, 1, 0, binaryMacs, floatMacs);
    }

    private static BinaryDenseLayer binary() {
        return new BinaryDenseLayer.Builder().nOut(4).build();
    }
}
