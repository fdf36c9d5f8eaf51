package io.github.bnn4j.layer;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A trained network comes back as it was: parameters, updater state, output, and what one more step makes of it. */
class BinaryNetworkRoundTripTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void multiLayerNetworkByModelSerializer(DataType type) throws IOException {
        MultiLayerNetwork original = trainedNetwork(type);
        MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(saved(original), true);

        assertThat(restored.getLayerWiseConfigurations()).isEqualTo(original.getLayerWiseConfigurations());
        assertSameNow(original, restored);
        fit(original, 100);
        fit(restored, 100);
        assertSameNow(original, restored);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void computationGraphByModelSerializer(DataType type) throws IOException {
        ComputationGraph original = trainedGraph(type);
        ComputationGraph restored = ModelSerializer.restoreComputationGraph(saved(original), true);

        assertThat(restored.getConfiguration()).isEqualTo(original.getConfiguration());
        assertSameNow(original, restored);
        fit(original, 100);
        fit(restored, 100);
        assertSameNow(original, restored);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void clone(Kind kind) {
        NeuralNetwork original = kind.trained();
        INDArray paramsBefore = original.params().dup();
        NeuralNetwork clone = kind.cloneOf(original);

        assertSameNow(original, clone);
        fit(clone, 100);
        assertThat(original.params().equals(paramsBefore))
                .as("training the clone leaves the original")
                .isTrue();
        fit(original, 100);
        assertSameNow(original, clone);
    }

    enum Kind {
        MULTI_LAYER_NETWORK {
            @Override
            NeuralNetwork trained() {
                return trainedNetwork(DataType.FLOAT);
            }

            @Override
            NeuralNetwork cloneOf(NeuralNetwork network) {
                return ((MultiLayerNetwork) network).clone();
            }
        },
        COMPUTATION_GRAPH {
            @Override
            NeuralNetwork trained() {
                return trainedGraph(DataType.FLOAT);
            }

            @Override
            NeuralNetwork cloneOf(NeuralNetwork network) {
                ComputationGraph graph = (ComputationGraph) network;
                ComputationGraph clone = graph.clone();
                // DL4J forgets it when it clones a graph, and Adam's step depends on it.
                clone.getConfiguration().setIterationCount(graph.getIterationCount());
                return clone;
            }
        };

        abstract NeuralNetwork trained();

        abstract NeuralNetwork cloneOf(NeuralNetwork network);
    }

    private File saved(NeuralNetwork network) throws IOException {
        File file = directory.resolve("network.zip").toFile();
        ModelSerializer.writeModel((Model) network, file, true);
        return file;
    }

    private static void assertSameNow(NeuralNetwork expected, NeuralNetwork actual) {
        assertThat(actual.params().equalsWithEps(expected.params(), 0))
                .as("parameters")
                .isTrue();
        INDArray state = updaterState(expected);
        assertThat(state.norm1Number().doubleValue()).as("a state worth saving").isPositive();
        assertThat(updaterState(actual).equalsWithEps(state, 0))
                .as("updater state")
                .isTrue();
        INDArray x = data(expected.params().dataType(), 3).getFeatures();
        assertThat(output(actual, x).equalsWithEps(output(expected, x), 0))
                .as("output")
                .isTrue();
    }

    private static INDArray updaterState(NeuralNetwork network) {
        return network instanceof MultiLayerNetwork mln
                ? mln.getUpdater().getStateViewArray()
                : ((ComputationGraph) network).getUpdater().getStateViewArray();
    }

    private static INDArray output(NeuralNetwork network, INDArray x) {
        return network instanceof MultiLayerNetwork mln ? mln.output(x) : ((ComputationGraph) network).outputSingle(x);
    }

    /** Dropout and all else that is random draws from ND4J's generator: the same seed makes the same step. */
    private static void fit(NeuralNetwork network, long seed) {
        DataSet data = data(network.params().dataType(), seed);
        Nd4j.getRandom().setSeed(seed);
        network.fit(data);
    }

    private static MultiLayerNetwork trainedNetwork(DataType type) {
        MultiLayerNetwork network = small(type)
                .chain(
                        first(),
                        new BatchNormalization.Builder().nIn(7).nOut(7).build(),
                        new ActivationLayer(new SignActivation()),
                        second(),
                        linearOutput(5, 2));
        for (int step = 0; step < 3; step++) {
            fit(network, step + 1);
        }
        return network;
    }

    private static ComputationGraph trainedGraph(DataType type) {
        ComputationGraph graph = small(type).graph(vertices -> vertices.addInputs("in")
                .addLayer("first", first(), "in")
                .addLayer("second", second(), "first")
                .addVertex("merge", new MergeVertex(), "first", "second")
                .addLayer("out", linearOutput(12, 2), "merge")
                .setOutputs("out"));
        for (int step = 0; step < 3; step++) {
            fit(graph, step + 1);
        }
        return graph;
    }

    private static SmallNetwork small(DataType type) {
        return new SmallNetwork().type(type).updater(new KernelScaledUpdater(new Adam(0.01)));
    }

    private static BinaryDenseLayer first() {
        return new BinaryDenseLayer.Builder()
                .nIn(6)
                .nOut(7)
                .hasBias(true)
                .dropOut(NoScaleDropout.dropRate(0.2))
                .kernelBound(KernelBound.glorot())
                .build();
    }

    private static BinaryDenseLayer second() {
        return new BinaryDenseLayer.Builder()
                .nIn(7)
                .nOut(5)
                .inputQuantizer(new SteSign())
                .learningRateScale(2)
                .build();
    }

    private static DataSet data(DataType type, long seed) {
        return RandomData.of(type, 10, 6, 2, seed);
    }
}
