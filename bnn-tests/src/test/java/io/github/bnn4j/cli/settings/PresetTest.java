package io.github.bnn4j.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.Dataset;
import io.github.bnn4j.cli.data.Datasets;
import io.github.bnn4j.cli.settings.Architecture.Loss;
import io.github.bnn4j.cli.settings.Architecture.NetworkKind;
import io.github.bnn4j.cli.settings.Architecture.Normalization;
import io.github.bnn4j.cli.settings.Schedule.Decay;
import io.github.bnn4j.cli.settings.Schedule.DecayBy;
import io.github.bnn4j.cli.settings.Schedule.Updater;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import picocli.CommandLine;

class PresetTest {

    private static final Binarization PLAIN = new Binarization("ste", "ste", 1);
    private static final Targets LABELS = new Targets(0, "", .5, 1);
    private static final Validation OF_MNIST = new Validation(10_000, 5_000, 0);

    private static Architecture dense(int units, boolean bias, double inputDrop, double hiddenDrop, boolean scaled) {
        return new Architecture(
                false,
                NetworkKind.CHAIN,
                "",
                3,
                units,
                1,
                bias,
                Normalization.BATCH,
                .9,
                inputDrop,
                hiddenDrop,
                scaled,
                Loss.HINGE);
    }

    private static Architecture conv(String convolutions, int layers, int units) {
        return new Architecture(
                false,
                NetworkKind.CHAIN,
                convolutions,
                layers,
                units,
                1,
                false,
                Normalization.BATCH,
                .9,
                0,
                0,
                false,
                Loss.HINGE);
    }

    private static Schedule schedule(
            int epochs, int batch, double first, double last, DecayBy by, boolean flip, int shift) {
        return new Schedule(
                epochs, batch, Updater.ADAM, first, last, Decay.EXPONENTIAL, by, 0, 0, flip, shift, 0, 0, 1);
    }

    @Test
    void quick() {
        assertThat(Preset.named("quick").hyperparameters())
                .isEqualTo(new Hyperparameters(
                        dense(1024, false, 0, 0, false),
                        PLAIN,
                        schedule(8, 200, .01, 1e-4, DecayBy.EPOCH, false, 0),
                        LABELS,
                        OF_MNIST));
    }

    @Test
    void paper() {
        assertThat(Preset.named("paper").hyperparameters())
                .isEqualTo(new Hyperparameters(
                        dense(4096, false, .1, .2, true),
                        PLAIN,
                        schedule(60, 200, .005, 2e-5, DecayBy.EPOCH, false, 0),
                        LABELS,
                        OF_MNIST));
    }

    @Test
    void article() {
        assertThat(Preset.named("article").hyperparameters())
                .isEqualTo(new Hyperparameters(
                        dense(4096, true, .2, .5, false),
                        new Binarization("ste", "ste", .25),
                        schedule(60, 100, .003, 3e-7, DecayBy.STEP, false, 0),
                        LABELS,
                        OF_MNIST));
    }

    @Test
    void conv() {
        assertThat(Preset.named("conv").hyperparameters())
                .isEqualTo(new Hyperparameters(
                        conv("32C3-P2-64C3-P2-64C3-P2", 1, 256),
                        PLAIN,
                        schedule(6, 100, .01, 1e-4, DecayBy.EPOCH, false, 0),
                        LABELS,
                        OF_MNIST));
    }

    @Test
    void cifar10() {
        assertThat(Preset.named("CIFAR10").hyperparameters())
                .isEqualTo(new Hyperparameters(
                        conv("128C3-128C3-P2-256C3-256C3-P2-512C3-512C3-P2", 2, 1024),
                        PLAIN,
                        schedule(50, 50, .005, 1e-5, DecayBy.EPOCH, true, 4),
                        LABELS,
                        new Validation(5_000, 5_000, 0)));
    }

    static Stream<String> names() {
        return StreamSupport.stream(new Preset.Names().spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isWrittenAndReadBack(String name) throws Exception {
        Hyperparameters hyper = Preset.named(name).hyperparameters();
        assertThat(HyperparametersJson.read(HyperparametersJson.write(hyper))).isEqualTo(hyper);
        assertThat(HyperparametersJson.differences(hyper, hyper)).isEmpty();
        assertThat(new HyperparameterOptions().applyTo(hyper)).isEqualTo(hyper);
    }

    /** A checkpoint that lacks one was cut, or is of another program: a default may not be what it was trained with. */
    @ParameterizedTest
    @ValueSource(strings = {"decay", "warmUp", "realKernelsFor", "flip", "shift", "cutout", "mixup"})
    void aSettingThatIsNotSaidIsRefused(String setting) {
        ObjectNode json =
                (ObjectNode) HyperparametersJson.write(Preset.named("article").hyperparameters());
        ((ObjectNode) json.get("schedule")).remove(setting);

        assertThatThrownBy(() -> HyperparametersJson.read(json))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(setting);
    }

    @Test
    void aWarmUpLeavesEpochsBehindIt() {
        HyperparameterOptions options =
                CommandLine.populateCommand(new HyperparameterOptions(), "--epochs=2", "--warm-up=2");
        assertThatThrownBy(() -> options.applyTo(Preset.named("quick").hyperparameters()))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("--warm-up must be at least 0 and less than --epochs, which is 2, got 2");
    }

    @Test
    void eachDataSetHasOne() {
        assertThat(Datasets.all()).extracting(Dataset::preset).allSatisfy(name -> assertThat(Preset.named(name))
                .isNotNull());
    }

    @Test
    void anotherNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preset.named("other"))
                .withMessageContaining("'other'")
                .withMessageContaining("quick, paper, article, conv, cifar10");
    }

    @Test
    void helpShowsWhatEachHas() {
        Cli help = Cli.run("mnist", "train", "--help");
        assertThat(help.out())
                .anyMatch(line -> line.matches(
                        "Values by preset: +quick +paper +article +conv +cifar10 +bireal20 +react20 +quicknet"))
                .anyMatch(line -> line.matches(" +--kernel-rate-multiplier +1.0 +1.0 +0.25 +1.0 +1.0 +- +- +-"))
                .anyMatch(line -> line.matches(" +--decay-by +epoch +epoch +step +epoch +epoch +epoch +epoch +epoch"));
    }

    /** A rate that suits one updater is far off for another. */
    @Test
    void anotherUpdaterHasItsOwnRates() throws Exception {
        Hyperparameters paper = Preset.named("paper").hyperparameters();
        HyperparameterOptions options = CommandLine.populateCommand(new HyperparameterOptions(), "--updater=BOP");
        Schedule schedule = options.applyTo(paper).schedule();
        assertThat(schedule.updater()).isEqualTo(Updater.BOP);
        assertThat(schedule.learningRate()).isEqualTo(.01);
        assertThat(schedule.finalLearningRate()).isEqualTo(.01 * (2e-5 / .005));
        options = CommandLine.populateCommand(
                new HyperparameterOptions(), "--updater=BOP", "--learning-rate=.5", "--final-learning-rate=.25");
        assertThat(options.applyTo(paper).schedule())
                .extracting(Schedule::learningRate, Schedule::finalLearningRate)
                .containsExactly(.5, .25);
    }
}
