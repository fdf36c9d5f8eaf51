package io.github.bnn4j.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.classifier.TrainedNetworks;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine;

class RealKernelEpochsTest {

    private static final LabelledImages IMAGES = MnistSlice.madeUp(20, 1);

    private static Dl4jNetwork network(String preset, String... options) throws Exception {
        Hyperparameters hyper = CommandLine.populateCommand(new HyperparameterOptions(), options)
                .applyTo(Preset.named(preset).hyperparameters());
        return TrainedNetworks.initialized(hyper, IMAGES);
    }

    /** What comes out in an epoch, which trains nothing. */
    private static INDArray output(Dl4jNetwork network, int epoch) {
        INDArray images = Nd4j.linspace(DataType.FLOAT, -1, .01, 784).reshape(1, 784);
        INDArray[] output = new INDArray[1];
        EpochTraining looks = (looked, number, observer) -> {
            output[0] = looked.output(images);
            return 3;
        };
        assertThat(new RealKernelEpochs(looks, 2).train(network, epoch, (done, loss) -> true))
                .isEqualTo(3);
        return output[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"quick --hidden-units=8", "conv --width-multiplier=.1", "bireal20 --width-multiplier=.25"})
    void theFirstEpochsHaveRealKernelsAndNothingElseDoes(String options) throws Exception {
        String[] words = options.split(" ");
        Dl4jNetwork network = network(words[0], words[1], "--batch-size=10", "--validation-images=0");
        String configuration = network.configuration();

        INDArray first = output(network, 0);
        INDArray second = output(network, 1);
        INDArray third = output(network, 2);

        assertThat(first).isEqualTo(second).isNotEqualTo(third);
        assertThat(network.output(Nd4j.linspace(DataType.FLOAT, -1, .01, 784).reshape(1, 784)))
                .isEqualTo(third);
        assertThat(network.configuration()).isEqualTo(configuration);
    }

    @Test
    void aFailureLeavesTheNetworkBinary() throws Exception {
        Dl4jNetwork network = network("quick", "--hidden-units=8", "--batch-size=10", "--validation-images=0");
        String configuration = network.configuration();
        EpochTraining fails = (looked, number, observer) -> {
            throw new IllegalStateException("stopped");
        };
        assertThatThrownBy(() -> new RealKernelEpochs(fails, 2).train(network, 0, (done, loss) -> true))
                .hasMessage("stopped");
        assertThat(network.configuration()).isEqualTo(configuration);
    }
}
