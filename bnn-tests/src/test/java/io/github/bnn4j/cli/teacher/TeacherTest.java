package io.github.bnn4j.cli.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.classifier.TrainedNetworks;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.PixelShape;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.Preset;
import io.github.bnn4j.model.ModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine;

class TeacherTest {

    private static final LabelledImages IMAGES = MnistSlice.madeUp(20, 1);

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("model.zip");
    }

    /** Of a network as a training of these options begins with; its file is there afterwards. */
    private Dl4jNetwork written(String options) throws Exception {
        String[] all =
                (options + " --hidden-units=8 --hidden-layers=1 --batch-size=10 --validation-images=0").split(" ");
        Hyperparameters hyper = CommandLine.populateCommand(new HyperparameterOptions(), all)
                .applyTo(Preset.named("quick").hyperparameters());
        return written(TrainedNetworks.initialized(hyper, IMAGES));
    }

    private Dl4jNetwork writtenGraph(String net) throws Exception {
        Hyperparameters hyper = Preset.named(net).hyperparameters().withWidthMultiplier(.25);
        return written(TrainedNetworks.initialized(hyper, IMAGES));
    }

    private Dl4jNetwork written(Dl4jNetwork network) throws IOException {
        ModelSerializer.writeModel(network.model(), file().toFile(), false);
        return network;
    }

    private Teacher read(double weight, double temperature) throws UserError {
        return Teacher.read(file(), new ModelReader(), weight, temperature, IMAGES);
    }

    private static DataSet batch() {
        return ImageIterator.inOrder(IMAGES, 20).next();
    }

    private static double[] softmax(double[] scores, double temperature) {
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score / temperature);
        }
        double[] shares = new double[scores.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp(scores[i] / temperature) / sum;
        }
        return shares;
    }

    private void assertMixed(Dl4jNetwork network, boolean probabilities, double weight, double temperature)
            throws UserError {
        DataSet batch = batch();
        double[][] outputs = network.output(batch.getFeatures()).toDoubleMatrix();
        read(weight, temperature).apply(batch, new Random(1));
        assertThat(batch.getFeatures()).isEqualTo(batch().getFeatures());
        double[][] labels = batch.getLabels().toDoubleMatrix();
        for (int i = 0; i < labels.length; i++) {
            double[] scores = outputs[i].clone();
            for (int j = 0; j < scores.length && probabilities; j++) {
                scores[j] = Math.log(scores[j]);
            }
            double[] expected = softmax(scores, temperature);
            for (int j = 0; j < expected.length; j++) {
                expected[j] = weight * expected[j] + (IMAGES.label(i) == j ? 1 - weight : 0);
            }
            assertThat(labels[i]).containsExactly(expected, within(1e-5));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", ".25, 1", ".7, 4", "1, .5"})
    void mixesItsAnswersIntoTheLabels(double weight, double temperature) throws Exception {
        assertMixed(written("--float"), true, weight, temperature);
    }

    @Test
    void aBinarizedOneTeachesToo() throws Exception {
        assertMixed(written("--loss=softmax --convolutions=4C3-P2"), true, .5, 2);
    }

    /** Its outputs are no probabilities, but scores. */
    @Test
    void oneOfSquaredHingeLossTeachesByItsScores() throws Exception {
        assertMixed(written("--loss=hinge"), false, .5, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bireal20", "quicknet"})
    void aGraphTeachesToo(String net) throws Exception {
        assertMixed(writtenGraph(net), true, .5, 2);
    }

    @Test
    void noWeightLeavesTheLabels() throws Exception {
        written("--float");
        DataSet batch = batch();
        read(0, 1).apply(batch, new Random(1));
        assertThat(batch).isEqualTo(batch());
    }

    @Test
    void isToldByItsFile() throws Exception {
        written("--float");
        String digest = read(1, 1).digest();
        assertThat(read(.5, 2).digest()).isEqualTo(digest).matches("[0-9a-f]{64}");
        written("--float --seed=2");
        assertThat(read(1, 1).digest()).isNotEqualTo(digest);
    }

    @Test
    void imagesOfAnotherSizeAreRefused() throws Exception {
        written("--float");
        LabelledImages others =
                LabelledImages.ofShared(new byte[2 * 48], new PixelShape(3, 4, 4), new byte[] {0, 1}, 10);
        assertThatThrownBy(() -> Teacher.read(file(), new ModelReader(), 1, 1, others))
                .isInstanceOf(UserError.class)
                .hasMessage("--teacher " + file()
                        + " takes images of 784 values, but those to learn from are 3 x 4 x 4 (48 values)");
    }

    @Test
    void otherClassesAreRefused() throws Exception {
        written("--float");
        LabelledImages others =
                LabelledImages.ofShared(new byte[2 * 784], new PixelShape(1, 28, 28), new byte[] {0, 1}, 7);
        assertThatThrownBy(() -> Teacher.read(file(), new ModelReader(), 1, 1, others))
                .isInstanceOf(UserError.class)
                .hasMessage("--teacher " + file() + " knows 10 classes, but the images to learn from are of 7");
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        Files.writeString(file(), "no model");
        assertThatThrownBy(() -> read(1, 1)).isInstanceOf(UserError.class).hasMessageContaining(file().toString());
    }
}
