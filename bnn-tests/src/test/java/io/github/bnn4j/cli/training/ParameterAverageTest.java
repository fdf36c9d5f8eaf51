package io.github.bnn4j.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.layer.BinaryDenseLayer;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class ParameterAverageTest {

    private final Dl4jNetwork network = network();

    private static Dl4jNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new BinaryDenseLayer.Builder().nIn(3).nOut(4).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        return Dl4jNetwork.of(network);
    }

    private ParameterAverage of(double... values) {
        ParameterAverage average = null;
        for (int i = 0; i < values.length; i++) {
            network.params().assign(values[i]);
            average = ParameterAverage.with(average, network, i + 1);
        }
        return average;
    }

    @Test
    void isTheMeanOfAllEpochs() {
        assertThat(of(.5, -.25, .75, 1).mean().toFloatVector()).containsOnly(new float[] {.5f}, within(1e-6f));
        assertThat(of(.3).mean()).isEqualTo(network.params());
    }

    @Test
    void staysAsItIsWhileTrainingGoesOn() {
        INDArray mean = of(.5).mean();
        network.params().assign(.1);
        assertThat(mean.toFloatVector()).containsOnly(.5f);
    }

    @Test
    void needsTheEpochsBefore() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterAverage.with(null, network, 2))
                .withMessageContaining("2 epochs");
    }

    /** Latent kernels are clipped as in training; the network itself stays as it is. */
    @Test
    void aCopyHasItWithinTheBoundsOfKernels() {
        INDArray before = network.params().dup();
        Dl4jNetwork copy = network.copyWith(Nd4j.valueArrayOf(before.shape(), 1.25f));
        assertThat(copy.layers().get(0).getParam("W").ravel().toFloatVector()).containsOnly(1f);
        assertThat(copy.layers().get(1).getParam("W").ravel().toFloatVector()).containsOnly(1.25f);
        assertThat(network.params()).isEqualTo(before);
    }

    @Test
    void isKeptByACheckpoint(@TempDir Path directory) throws Exception {
        TrainingState state = TrainingState.start(new ObjectMapper().createObjectNode(), "digest", null);
        INDArray mean = of(.5, .25).mean();
        Path file = directory.resolve("checkpoint.zip");
        new Checkpoint(network, state, mean).write(file);
        assertThat(Checkpoint.read(file).average()).isEqualTo(mean);
        assertThat(Checkpoint.reader(List.of()).restoreModel(file, false).params())
                .isEqualTo(network.params());
        new Checkpoint(network, state).write(file);
        assertThat(Checkpoint.read(file).average()).isNull();
    }
}
