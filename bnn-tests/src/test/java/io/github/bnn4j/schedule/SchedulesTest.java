package io.github.bnn4j.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.model.ModelReader;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.deeplearning4j.util.NetworkUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class SchedulesTest {

    private static final ISchedule COSINE = new CosineSchedule(ScheduleType.ITERATION, 1, .2, 6);
    private static final ISchedule LINEAR = new LinearSchedule(ScheduleType.EPOCH, 1, .2, 4);

    static List<ISchedule> all() {
        return List.of(
                COSINE,
                LINEAR,
                new WarmUpSchedule(COSINE, 3),
                new WarmUpSchedule(new ExponentialSchedule(ScheduleType.EPOCH, .1, .9), 7));
    }

    /** Cosines of multiples of 30 degrees. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, .946410162", "2, .8", "3, .6", "4, .4", "5, .253589838", "6, .2", "7, .2", "2147483647, .2"
    })
    void theCosineFallsSlowlyAtBothEnds(int iteration, double value) {
        assertThat(COSINE.valueAt(iteration, 5)).isEqualTo(value, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, .8", "2, .6", "3, .4", "4, .2", "5, .2"})
    void theLineFallsByTheSameEachTime(int epoch, double value) {
        assertThat(LINEAR.valueAt(100, epoch)).isEqualTo(value, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, .25", "1, .5", "2, .75", "3, 1", "4, 1"})
    void aWarmUpRisesToWhatComesAfterIt(int iteration, double share) {
        ISchedule schedule = new LinearSchedule(ScheduleType.ITERATION, 1, 0, 100);
        assertThat(new WarmUpSchedule(schedule, 4).valueAt(iteration, 0))
                .isEqualTo(share * schedule.valueAt(iteration, 0), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadBackFromAModelThatIsNotTrusted(ISchedule schedule, @TempDir Path directory) throws Exception {
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .updater(new KernelScaledUpdater(new Adam(schedule)))
                .list()
                .layer(new BinaryDenseLayer.Builder().nIn(3).nOut(4).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build();
        assertThat(MultiLayerConfiguration.fromJson(configuration.toJson())).isEqualTo(configuration);
        assertThat(MultiLayerConfiguration.fromYaml(configuration.toYaml())).isEqualTo(configuration);
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        Path file = directory.resolve("model.zip");
        ModelSerializer.writeModel(network, file.toFile(), true);

        MultiLayerNetwork read = new ModelReader().restoreMultiLayerNetwork(file, true);

        assertThat(NetworkUtils.getLearningRate(read, 0)).isEqualTo(schedule.valueAt(0, 0));
        assertThat(read.getLayerWiseConfigurations()).isEqualTo(configuration);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCopyIsEqual(ISchedule schedule) {
        assertThat(schedule.clone()).isEqualTo(schedule).hasSameHashCodeAs(schedule);
    }

    @Test
    void differsFromOneWithOtherValues() {
        assertThat(COSINE)
                .isNotEqualTo(new CosineSchedule(ScheduleType.ITERATION, 1, .2, 7))
                .isNotEqualTo(new LinearSchedule(ScheduleType.ITERATION, 1, .2, 6))
                .hasToString("CosineSchedule(ITERATION, from 1.0 to 0.2 in 6)");
        assertThat(new WarmUpSchedule(COSINE, 3)).isNotEqualTo(new WarmUpSchedule(LINEAR, 3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesValuesThatAreNoLearningRates(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CosineSchedule(ScheduleType.EPOCH, value, .1, 3))
                .withMessageContainingAll("initial value", "" + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinearSchedule(ScheduleType.EPOCH, .1, value, 3))
                .withMessageContainingAll("final value", "" + value);
    }

    @Test
    void refusesNoTimeAtAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CosineSchedule(ScheduleType.EPOCH, 1, .1, 0))
                .withMessageContaining("got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WarmUpSchedule(COSINE, 0))
                .withMessageContaining("got 0");
    }
}
