package io.github.bnn4j.cli.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.cli.MadeUpImages;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.PixelShape;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.summary.BinarySummary;
import io.github.bnn4j.summary.LayerSummary;
import io.github.bnn4j.trained.Learnt;
import io.github.bnn4j.trained.Seeds;
import io.github.bnn4j.trained.Trains;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** The three residual networks: of the size they should be, and they learn. */
class ResidualNetworksTest {

    private static final int SIDE = 12;
    private static final int CLASSES = 10;

    enum Net {
        BI_REAL_20(ResidualNetworks::biReal20),
        REACT_20(ResidualNetworks::react20),
        QUICK_NET(ResidualNetworks::quickNet);

        private final Function<ResidualNetworks, ComputationGraphConfiguration> configuration;

        Net(Function<ResidualNetworks, ComputationGraphConfiguration> configuration) {
            this.configuration = configuration;
        }

        ComputationGraph initialized(PixelShape images, double widthMultiplier, long seed) {
            ComputationGraph graph = new ComputationGraph(
                    configuration.apply(new ResidualNetworks(images, CLASSES, widthMultiplier, new Adam(.005), seed)));
            graph.init();
            return graph;
        }
    }

    private static LabelledImages images(int count, long seed) {
        Random random = new Random(seed);
        int pixels = 3 * SIDE * SIDE;
        byte[] all = new byte[count * pixels];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % CLASSES);
            System.arraycopy(MadeUpImages.image(i % CLASSES, 3, SIDE, random), 0, all, i * pixels, pixels);
        }
        return LabelledImages.ofShared(all, new PixelShape(3, SIDE, SIDE), labels, CLASSES);
    }

    @Trains
    @ParameterizedTest
    @EnumSource
    void learnsTheMadeUpClassesAndComesBackFromItsFile(Net net) throws IOException {
        LabelledImages training = images(200, 1);
        LabelledImages test = images(100, 2);
        ComputationGraph graph = net.initialized(training.shape(), .5, Seeds.or(1));
        graph.fit(ImageIterator.shuffled(training, 10, Seeds.or(1)), 6);
        BatchNormRecalibration.recalibrate(graph, ImageIterator.inOrder(training, 100));

        Learnt.assertErrorBelowHalfOfGuessing(net.toString(), errorPercent(graph, test), CLASSES);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(graph, file, false);
        ComputationGraph copy = ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()));
        INDArray features = ImageIterator.inOrder(test, 100).next().getFeatures();
        assertThat(copy.outputSingle(features)).isEqualTo(graph.outputSingle(features));
    }

    private static double errorPercent(ComputationGraph graph, LabelledImages images) {
        var all = ImageIterator.inOrder(images, images.size()).next();
        int[] answers = graph.outputSingle(all.getFeatures()).argMax(1).toIntVector();
        int wrong = 0;
        for (int i = 0; i < answers.length; i++) {
            wrong += answers[i] == images.label(i) ? 0 : 1;
        }
        return 100.0 * wrong / answers.length;
    }

    @ParameterizedTest
    @EnumSource
    void hasEighteenBinaryConvolutionsOnSignsBetweenFloatLayers(Net net) {
        PixelShape cifar = new PixelShape(3, 32, 32);
        ComputationGraph graph = net.initialized(cifar, 1, 1);

        BinarySummary summary = BinarySummary.of(graph, InputType.convolutionalFlat(32, 32, 3));

        assertThat(Arrays.stream(graph.getLayers())
                        .filter(layer -> layer.conf().getLayer() instanceof BinaryConvolutionLayer))
                .hasSize(18);
        assertThat(summary.layers())
                .filteredOn(layer -> layer.kernelBits() == 1)
                .allSatisfy(layer -> assertThat(layer.inputBits()).isEqualTo(1))
                .filteredOn(layer -> layer.name().equals("stage3_block6_conv"))
                .extracting(LayerSummary::outputShape)
                .containsExactly("[64, 8, 8]");
        // Five convolutions of a stage keep the channels; the sixth, if it is one of the transition, doubles them.
        long ofBlocks = 9L * (16 * 16 * 6 + 32 * 32 * 5 + 64 * 64 * 5);
        assertThat(summary.kernelParams())
                .isEqualTo(
                        net == Net.QUICK_NET
                                ? ofBlocks + 9L * (32 * 32 + 64 * 64)
                                : ofBlocks + 9L * (16 * 32 + 32 * 64));
        assertThat(summary.layers().get(summary.layers().size() - 1).outputShape())
                .isEqualTo("[10]");
    }

    @ParameterizedTest
    @EnumSource
    void theMultiplierWidensAllStages(Net net) {
        ComputationGraph graph = net.initialized(new PixelShape(1, 28, 28), .25, 1);
        assertThat(graph.getParam("stage1_block1_conv_W").shape()).containsExactly(4, 4, 3, 3);
        assertThat(graph.getParam("stage2_block2_conv_W").shape()).containsExactly(8, 8, 3, 3);
        assertThat(graph.getParam("stage3_block2_conv_W").shape()).containsExactly(16, 16, 3, 3);
    }

    @Test
    void whatCannotBeIsRefused() {
        PixelShape small = new PixelShape(3, 3, 32);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResidualNetworks(small, 10, 1, new Adam(), 1))
                .withMessageContaining("3 x 3 x 32");
        PixelShape cifar = new PixelShape(3, 32, 32);
        for (double multiplier : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ResidualNetworks(cifar, 10, multiplier, new Adam(), 1))
                    .withMessageContaining("--width-multiplier")
                    .withMessageContaining(String.valueOf(multiplier));
        }
        ResidualNetworks narrow = new ResidualNetworks(cifar, 10, .1, new Adam(), 1);
        assertThatIllegalArgumentException().isThrownBy(narrow::quickNet).withMessageContaining("at least 4");
    }
}
