package io.github.bnn4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.trained.Learnt;
import io.github.bnn4j.trained.Trains;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;

/** The examples do what they say, on little data. */
class ExamplesTest {

    private static final int MOST_LINES = 120;
    private static final ImageClassificationData IMAGES =
            new ImageClassificationData(MnistSlice.madeUp(1000, 1), MnistSlice.madeUp(200, 2));

    @Test
    void canBeReadFromTopToBottom() throws IOException {
        Path sources = Path.of("..", "bnn-examples", "src", "main", "java", "io", "github", "bnn4j", "examples");
        try (Stream<Path> files = Files.list(sources)) {
            List<Path> examples =
                    files.filter(file -> !file.endsWith("package-info.java")).toList();
            assertThat(examples).hasSizeGreaterThanOrEqualTo(7).allSatisfy(example -> {
                List<String> lines = Files.readAllLines(example);
                assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES);
                assertThat(lines).anyMatch(line -> line.contains("public static void main(String[] args)"));
            });
        }
    }

    /** The article's own settings, as its text and code have them. */
    @Test
    void mnistBnnIsTheArticles() {
        MultiLayerConfiguration configuration = MnistBnn.configuration(4096, 60 * 600);
        List<BinaryDenseLayer> dense = configuration.getConfs().stream()
                .map(layer -> layer.getLayer())
                .filter(BinaryDenseLayer.class::isInstance)
                .map(BinaryDenseLayer.class::cast)
                .toList();
        assertThat(dense).extracting(BinaryDenseLayer::getNIn).containsExactly(784L, 4096L, 4096L, 4096L);
        assertThat(dense).extracting(BinaryDenseLayer::getNOut).containsExactly(4096L, 4096L, 4096L, 10L);
        assertThat(dense).allMatch(BinaryDenseLayer::hasBias);
        assertThat(dense)
                .extracting(layer -> (Object) layer.getIDropout())
                .containsExactly(
                        NoScaleDropout.dropRate(.2),
                        NoScaleDropout.dropRate(.5),
                        NoScaleDropout.dropRate(.5),
                        NoScaleDropout.dropRate(.5));
        KernelScaledUpdater updater = (KernelScaledUpdater) dense.get(0).getIUpdater();
        assertThat(updater.getMultiplier()).isEqualTo(.25);
        Adam adam = (Adam) updater.getBase();
        assertThat(adam.getLearningRate(0, 0)).isEqualTo(.003);
        assertThat(adam.getLearningRate(60 * 600, 60)).isCloseTo(3e-7, within(1e-11));
    }

    @Trains
    @Test
    void mnistBnnLearns() {
        Learnt.assertErrorBelowHalfOfGuessing("MnistBnn", error(MnistBnn.configuration(128, 10 * 10), 10), 10);
    }

    @Trains
    @Test
    void smallConvNetLearns() {
        Learnt.assertErrorBelowHalfOfGuessing("SmallConvNet", error(SmallConvNet.configuration(5), 5), 10);
    }

    @Trains
    @Test
    void ownQuantizerLearnsAndIsReadBack() {
        MultiLayerConfiguration configuration = OwnQuantizer.configuration();
        assertThat(MultiLayerConfiguration.fromJson(configuration.toJson())).isEqualTo(configuration);
        Learnt.assertErrorBelowHalfOfGuessing("OwnQuantizer", error(configuration, 5), 10);
    }

    /** In percent, of the test images. */
    private static double error(MultiLayerConfiguration configuration, int epochs) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        network.fit(ImageIterator.shuffled(IMAGES.train(), 100, 1), epochs);
        BatchNormRecalibration.recalibrate(network, ImageIterator.inOrder(IMAGES.train(), 500));
        return percent(network.evaluate(test()).accuracy());
    }

    @Trains
    @Test
    void graphBnnLearns() {
        ComputationGraph graph = new ComputationGraph(GraphBnn.configuration(128));
        graph.init();
        graph.fit(ImageIterator.shuffled(IMAGES.train(), 100, 1), 5);
        BatchNormRecalibration.recalibrate(graph, ImageIterator.inOrder(IMAGES.train(), 500));
        Learnt.assertErrorBelowHalfOfGuessing(
                "GraphBnn", percent(graph.evaluate(test()).accuracy()), 10);
    }

    private static DataSetIterator test() {
        return ImageIterator.inOrder(IMAGES.test(), 100);
    }

    @Test
    void packAndPredictPacks(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("digits.bnn");
        PackAndPredict.run(IMAGES, file);
        PackedNetwork packed = PackedNetwork.load(file);
        assertThat(packed.labels()).startsWith("zero").hasSize(10);
        assertThat(packed.input().size()).isEqualTo(784);
    }

    @Trains
    @Test
    void fineTuningKeepsTheConvolutions() {
        MultiLayerNetwork digits = new MultiLayerNetwork(SmallConvNet.configuration(3));
        digits.init();
        digits.fit(ImageIterator.shuffled(IMAGES.train(), 100, 1), 3);
        MultiLayerNetwork parity = FineTuneBnn.withNewEnd(digits);
        for (int i = 0; i < 12; i++) {
            assertThat(parity.getLayerWiseConfigurations().getConf(i).getLayer())
                    .isInstanceOf(FrozenLayer.class);
        }
        assertThat(parity.getLayer(0).params()).isEqualTo(digits.getLayer(0).params());
        Learnt.assertErrorBelowHalfOfGuessing("FineTuneBnn", percent(FineTuneBnn.fineTuned(digits, IMAGES)), 2);
    }

    @Test
    void arbiterFindsACandidate() throws IOException {
        LocalOptimizationRunner runner = ArbiterSearch.search(ArbiterSearch.space(3), MadeUpDigits.class, 2);
        runner.execute();
        assertThat(runner.numCandidatesCompleted()).isEqualTo(2);
        assertThat(runner.bestScore()).isNotNull().isBetween(0.0, 1.0);
    }

    /** Instead of the example's own data. */
    public static final class MadeUpDigits extends ArbiterSearch.Digits {

        @Override
        public void configure(Properties properties) {}

        @Override
        public DataSetIterator trainData() {
            return ImageIterator.shuffled(IMAGES.train(), 100, 1);
        }

        @Override
        public DataSetIterator testData() {
            return test();
        }
    }

    private static double percent(double accuracy) {
        return 100 * (1 - accuracy);
    }
}
