package io.github.bnn4j.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.networks.SmallNetwork;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Exact mean and population variance of each feature, wherever DL4J puts the features, and however it stores them. */
class BatchNormRecalibrationMomentsTest {

    @Test
    void ofNumbersByHand() {
        INDArray features = Nd4j.createFromArray(new float[][] {{1, 10}, {3, 30}, {5, 20}, {7, 40}});
        MultiLayerNetwork network = new SmallNetwork()
                .inputs(2)
                .chain(new BatchNormalization.Builder().useLogStd(false).build());

        BatchNormRecalibration.recalibrate(network, batches(features, 4));

        assertThat(network.getParam("0_mean").toFloatVector()).containsExactly(4, 25);
        assertThat(network.getParam("0_var").toFloatVector()).containsExactly(5, 125);
        assertThat(network.getParam("0_gamma").toFloatVector()).containsExactly(1, 1);
        assertThat(network.getParam("0_beta").toFloatVector()).containsExactly(0, 0);
    }

    /** DL4J's default: the base-10 logarithm of the standard deviation. */
    @Test
    void storedAsLogarithm() {
        INDArray features = Nd4j.createFromArray(new float[][] {{-10, 0.2f}, {10, 0.4f}});
        MultiLayerNetwork network = new SmallNetwork().inputs(2).chain(new BatchNormalization.Builder().build());

        BatchNormRecalibration.recalibrate(network, batches(features, 2));

        assertThat(network.getParam("0_log10stdev").getDouble(0)).isCloseTo(1, within(1e-6));
        assertThat(network.getParam("0_log10stdev").getDouble(1)).isCloseTo(-1, within(1e-6));
        assertNormalized(network.output(features));
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "HALF", "BFLOAT16", "UBYTE", "INT", "LONG"})
    void ofFeaturesOfAnyType(DataType type) {
        // 4096 ones and 4096 threes: in half precision, a sum of so many ends before.
        INDArray features = Nd4j.ones(DataType.FLOAT, 8192, 1);
        features.get(NDArrayIndex.interval(0, 4096), NDArrayIndex.all()).assign(3);
        MultiLayerNetwork network = new SmallNetwork()
                .inputs(1)
                .chain(new BatchNormalization.Builder().useLogStd(false).build());

        BatchNormRecalibration.recalibrate(
                network, new ListDataSetIterator<>(List.of(new DataSet(features.castTo(type), Nd4j.zeros(8192, 1)))));

        assertThat(network.getParam("0_mean").toFloatVector()).containsExactly(2);
        assertThat(network.getParam("0_var").toFloatVector()).containsExactly(1);
    }

    static Stream<DataType> types() {
        return Stream.of(DataType.FLOAT, DataType.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void ofImagesPerChannel(CNN2DFormat format) {
        int height = 3;
        int width = 4;
        int channels = 2;
        Nd4j.getRandom().setSeed(1);
        INDArray images = format == CNN2DFormat.NCHW
                ? Nd4j.rand(DataType.FLOAT, 5, channels, height, width)
                : Nd4j.rand(DataType.FLOAT, 5, height, width, channels);
        for (boolean logStd : new boolean[] {false, true}) {
            MultiLayerNetwork network = new SmallNetwork()
                    .input(InputType.convolutional(height, width, channels, format))
                    .chain(new BatchNormalization.Builder()
                            .useLogStd(logStd)
                            .dataFormat(format)
                            .build());

            BatchNormRecalibration.recalibrate(network, batches(images, 2));

            for (int c = 0; c < channels; c++) {
                double sum = 0;
                double squares = 0;
                int n = 5 * height * width;
                for (int pass = 0; pass < 2; pass++) {
                    for (int i = 0; i < 5; i++) {
                        for (int y = 0; y < height; y++) {
                            for (int x = 0; x < width; x++) {
                                double value = format == CNN2DFormat.NCHW
                                        ? images.getDouble(i, c, y, x)
                                        : images.getDouble(i, y, x, c);
                                if (pass == 0) {
                                    sum += value;
                                } else {
                                    squares += Math.pow(value - sum / n, 2);
                                }
                            }
                        }
                    }
                }
                assertThat(network.getParam("0_mean").getDouble(c)).isCloseTo(sum / n, within(1e-6));
                if (logStd) {
                    assertThat(network.getParam("0_log10stdev").getDouble(c))
                            .isCloseTo(Math.log10(Math.sqrt(squares / n)), within(1e-6));
                } else {
                    assertThat(network.getParam("0_var").getDouble(c)).isCloseTo(squares / n, within(1e-6));
                }
            }
        }
    }

    /** Flat features that a preprocessor makes images of: the statistics are the images'. */
    @Test
    void behindAPreprocessor() {
        INDArray flat = Nd4j.createFromArray(new float[][] {{1, 3, 10, 30}, {5, 7, 50, 70}});
        MultiLayerNetwork network = new SmallNetwork()
                .input(InputType.convolutionalFlat(1, 2, 2))
                .chain(new BatchNormalization.Builder().useLogStd(false).build());
        assertThat(network.getLayerWiseConfigurations().getInputPreProcess(0))
                .isInstanceOf(FeedForwardToCnnPreProcessor.class);

        BatchNormRecalibration.recalibrate(network, batches(flat, 1));

        assertThat(network.getParam("0_mean").toFloatVector()).containsExactly(4, 40);
        assertThat(network.getParam("0_var").toFloatVector()).containsExactly(5, 500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 64, 1000})
    void areThoseOfTheWholeHoweverItIsCut(int batchSize) {
        Nd4j.getRandom().setSeed(2);
        INDArray features = Nd4j.randn(DataType.FLOAT, 200, 3).muli(4).addi(2);
        MultiLayerNetwork network = new SmallNetwork()
                .inputs(3)
                .chain(new BatchNormalization.Builder().useLogStd(false).build());

        BatchNormRecalibration.recalibrate(network, batches(features, batchSize));

        assertMoments(network, features, 1e-5);
    }

    /** In single precision a sum of squares would keep nothing of such a variance. */
    @ParameterizedTest
    @MethodSource("types")
    void surviveALargeMean(DataType type) {
        Nd4j.getRandom().setSeed(3);
        INDArray features = Nd4j.randn(DataType.DOUBLE, 800, 2).addi(10000).castTo(type);
        MultiLayerNetwork network = new SmallNetwork()
                .type(type)
                .inputs(2)
                .chain(new BatchNormalization.Builder().useLogStd(false).build());
        for (int batchSize : new int[] {100, 1, 800}) {
            BatchNormRecalibration.recalibrate(network, batches(features, batchSize));
            assertMoments(network, features, 1e-3);
        }
    }

    /** Of two distant groups, each in batches of its own, the variance is that between the groups. */
    @Test
    void countWhatIsBetweenBatches() {
        INDArray features = Nd4j.createFromArray(new float[][] {{0}, {0}, {0}, {8}});
        MultiLayerNetwork network = new SmallNetwork()
                .inputs(1)
                .chain(new BatchNormalization.Builder().useLogStd(false).build());
        for (int batchSize : new int[] {1, 2, 3, 4}) {
            BatchNormRecalibration.recalibrate(network, batches(features, batchSize));
            assertThat(network.getParam("0_mean").getDouble(0)).isEqualTo(2);
            assertThat(network.getParam("0_var").getDouble(0)).isEqualTo(12);
        }
    }

    private static void assertNormalized(INDArray output) {
        assertThat(output.mean(0).norm2Number().doubleValue()).isCloseTo(0, within(1e-4));
        assertThat(output.var(false, 0).subi(1).norm2Number().doubleValue()).isCloseTo(0, within(3e-3));
    }

    private static void assertMoments(MultiLayerNetwork network, INDArray features, double tolerance) {
        long n = features.size(0);
        // The mean is summed and stored in the network's precision, which is coarse far from zero.
        double stored = features.dataType() == DataType.FLOAT
                ? 4 * Math.ulp(features.maxNumber().floatValue())
                : 0;
        for (int j = 0; j < features.size(1); j++) {
            double mean = 0;
            double variance = 0;
            for (int i = 0; i < n; i++) {
                mean += features.getDouble(i, j) / n;
            }
            for (int i = 0; i < n; i++) {
                variance += Math.pow(features.getDouble(i, j) - mean, 2) / n;
            }
            assertThat(network.getParam("0_mean").getDouble(j))
                    .isCloseTo(mean, within(tolerance * Math.sqrt(variance) + stored));
            assertThat(network.getParam("0_var").getDouble(j)).isCloseTo(variance, within(tolerance * variance));
        }
    }

    private static DataSetIterator batches(INDArray features, int batchSize) {
        return new ListDataSetIterator<>(new DataSet(features, Nd4j.zeros(features.size(0), 1)).asList(), batchSize);
    }
}
