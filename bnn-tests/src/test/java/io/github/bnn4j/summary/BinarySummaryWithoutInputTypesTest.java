package io.github.bnn4j.summary;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.normalization.FastBatchNormalization;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Where sizes follow from the layers, a summary needs no input types; where they do not, it says what to give. */
class BinarySummaryWithoutInputTypesTest {

    /** A chain of layers on an input whose shape follows from the first of them. */
    record Chain(InputType input, Layer... layers) {

        MultiLayerNetwork network() {
            return new SmallNetwork().input(input).chain(layers);
        }

        @Override
        public String toString() {
            return layers[0].getClass().getSimpleName() + " on " + input;
        }
    }

    static final List<Chain> THAT_SAY_THEIR_INPUT = List.of(
            new Chain(InputType.feedForward(6), binary(), linearOutput(2)),
            new Chain(InputType.convolutionalFlat(5, 4, 2), convolution(), binary(), linearOutput(2)),
            new Chain(InputType.convolutional(5, 4, 2), binary(), linearOutput(2)),
            new Chain(InputType.convolutional(5, 4, 2, CNN2DFormat.NHWC), binary(), linearOutput(2)),
            new Chain(InputType.recurrent(6), binary(), seriesOutput()),
            new Chain(InputType.recurrent(6), new LSTM.Builder().nOut(4).build(), seriesOutput()),
            new Chain(
                    InputType.feedForward(6), new FastBatchNormalization.Builder().build(), binary(), linearOutput(2)));

    static final List<Chain> THAT_DO_NOT = List.of(
            new Chain(InputType.convolutional(5, 4, 2), convolution(), linearOutput(2)),
            new Chain(
                    InputType.convolutional(5, 4, 2),
                    new ActivationLayer(new SignActivation()),
                    binary(),
                    linearOutput(2)),
            new Chain(
                    InputType.convolutional(5, 4, 2),
                    new FastBatchNormalization.Builder().build(),
                    convolution(),
                    linearOutput(2)));

    @ParameterizedTest
    @FieldSource("THAT_SAY_THEIR_INPUT")
    void aNetworkThatSaysItsInput(Chain chain) {
        MultiLayerNetwork network = chain.network();
        assertThat(BinarySummary.of(network).layers())
                .isEqualTo(BinarySummary.of(network, chain.input()).layers());
    }

    @ParameterizedTest
    @FieldSource("THAT_SAY_THEIR_INPUT")
    void aGraphThatSaysItsInputAndStaysAsItIs(Chain chain) {
        ComputationGraph graph = chain.network().toComputationGraph();
        String before = graph.getConfiguration().toJson();
        List<LayerSummary> layers = BinarySummary.of(graph).layers();
        assertThat(graph.getConfiguration().toJson()).isEqualTo(before);
        assertThat(layers).isEqualTo(BinarySummary.of(graph, chain.input()).layers());
        assertThat(layers).hasSize(chain.layers().length);
    }

    @ParameterizedTest
    @FieldSource("THAT_DO_NOT")
    void whatIsMissingIsSaid(Chain chain) {
        MultiLayerNetwork network = chain.network();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinarySummary.of(network))
                .withMessageContaining(chain.layers()[0].getClass().getSimpleName())
                .withMessageEndingWith("call BinarySummary.of(network, inputType)");

        ComputationGraph graph = network.toComputationGraph();
        String before = graph.getConfiguration().toJson();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinarySummary.of(graph))
                .withMessageContaining("call BinarySummary.of(graph, inputTypes), with an InputType for each of [in]");
        assertThat(graph.getConfiguration().toJson()).isEqualTo(before);
    }

    @Test
    void eachInputOfAGraphIsDerived() {
        ComputationGraph graph = twoInputs();
        InputType[] types = {InputType.feedForward(3), InputType.feedForward(7)};
        assertThat(BinarySummary.of(graph).layers())
                .isEqualTo(BinarySummary.of(graph, types).layers());
        assertThat(BinarySummary.of(graph).kernelParams()).isEqualTo(4 * (3 + 7));
    }

    @Test
    void oneInputTypeForTwoInputsIsRefused() {
        ComputationGraph graph = twoInputs();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinarySummary.of(graph, InputType.feedForward(3)))
                .withMessageContaining("[a, b]")
                .withMessageContaining("got 1");
    }

    @Test
    void aFrozenFirstLayerSaysItsInputAsWell() {
        ComputationGraph graph = twoInputs();
        ComputationGraph frozen = new TransferLearning.GraphBuilder(graph)
                .setFeatureExtractor("onA", "onB")
                .build();
        assertThat(BinarySummary.of(frozen).bytes())
                .isEqualTo(BinarySummary.of(graph).bytes());
    }

    @Test
    void aNetworkWithoutParametersIsRefused() {
        MultiLayerNetwork network =
                new MultiLayerNetwork(THAT_SAY_THEIR_INPUT.get(0).network().getLayerWiseConfigurations());
        ComputationGraph graph = new ComputationGraph(twoInputs().getConfiguration());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinarySummary.of(network))
                .withMessageContaining("init()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinarySummary.of(graph))
                .withMessageContaining("init()");
    }

    private static ComputationGraph twoInputs() {
        return new SmallNetwork().graph(vertices -> vertices.addInputs("a", "b")
                .addLayer("onA", new BinaryDenseLayer.Builder().nIn(3).nOut(4).build(), "a")
                .addLayer("onB", new BinaryDenseLayer.Builder().nIn(7).nOut(4).build(), "b")
                .addVertex("both", new MergeVertex(), "onA", "onB")
                .addLayer("out", linearOutput(8, 2), "both")
                .setOutputs("out"));
    }

    private static BinaryDenseLayer binary() {
        return new BinaryDenseLayer.Builder().nOut(4).build();
    }

    private static BinaryConvolutionLayer convolution() {
        return new BinaryConvolutionLayer.Builder(3, 3).nOut(5).build();
    }

    private static RnnOutputLayer seriesOutput() {
        return new RnnOutputLayer.Builder(LossFunction.MSE)
                .nOut(2)
                .activation(Activation.IDENTITY)
                .build();
    }
}
