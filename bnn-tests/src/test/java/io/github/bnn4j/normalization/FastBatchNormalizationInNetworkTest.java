package io.github.bnn4j.normalization;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.export.PackedExporter;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.DoublePrecision;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.serialization.Copies;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

/** Networks in which it stands for DL4J's layer: nothing else changes. */
class FastBatchNormalizationInNetworkTest {

    private static final int IN = 6;
    private static final int HIDDEN = 9;

    private static BatchNormalization.Builder builder(boolean fast) {
        return fast ? new FastBatchNormalization.Builder() : new BatchNormalization.Builder();
    }

    private static MultiLayerNetwork network(boolean fast, boolean logStd, boolean locked, DataType type) {
        return new SmallNetwork()
                .type(type)
                .updater(new Sgd(0.05))
                .inputs(IN)
                .chain(
                        new DenseLayer.Builder()
                                .nOut(HIDDEN)
                                .activation(Activation.TANH)
                                .build(),
                        builder(fast)
                                .useLogStd(logStd)
                                .lockGammaBeta(locked)
                                .decay(0.8)
                                .build(),
                        linearOutput(2));
    }

    private static MultiLayerNetwork images(boolean fast, boolean logStd, CNN2DFormat format) {
        MultiLayerNetwork network = new SmallNetwork()
                .updater(new Sgd(0.05))
                .input(InputType.convolutional(4, 5, 2, format))
                .chain(
                        new ConvolutionLayer.Builder(2, 2)
                                .nOut(3)
                                .dataFormat(format)
                                .activation(Activation.TANH)
                                .build(),
                        builder(fast).useLogStd(logStd).build(),
                        linearOutput(2));
        assertThat(((BatchNormalization) network.getLayer(1).conf().getLayer()).getCnn2DFormat())
                .isEqualTo(format);
        return network;
    }

    private static DataSet data(long seed, DataType type) {
        return RandomData.of(type, 20, IN, 2, seed);
    }

    private static void assertClose(MultiLayerNetwork actual, MultiLayerNetwork expected, double tolerance) {
        assertThat(actual.paramTable().keySet()).isEqualTo(expected.paramTable().keySet());
        expected.paramTable().forEach((name, param) -> {
            float[] wanted = Elements.floats(param);
            float[] found = Elements.floats(actual.getParam(name));
            assertThat(found).as(name).containsExactly(wanted, within((float) tolerance));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, FLOAT",
        "false, false, FLOAT",
        "true, true, FLOAT",
        "false, true, FLOAT",
        "true, false, DOUBLE",
        "false, true, DOUBLE"
    })
    void trainsLikeDl4js(boolean logStd, boolean locked, DataType type) {
        MultiLayerNetwork fast = network(true, logStd, locked, type);
        MultiLayerNetwork stock = network(false, logStd, locked, type);
        INDArray before = stock.params().dup();
        for (int step = 0; step < 6; step++) {
            DataSet data = data(step, type);
            fast.fit(data.copy());
            stock.fit(data.copy());
        }
        assertClose(fast, stock, type == DataType.FLOAT ? 2e-5 : 1e-12);
        assertThat(stock.params().distance2(before)).isGreaterThan(0.3);
        assertThat(stock.getParam("1_mean").norm2Number().doubleValue()).isGreaterThan(0.01);
        assertThat(fast.output(data(9, type).getFeatures())
                        .equalsWithEps(stock.output(data(9, type).getFeatures()), 1e-4))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true, NCHW", "false, NCHW", "true, NHWC", "false, NHWC"})
    void trainsLikeDl4jsOnImages(boolean logStd, CNN2DFormat format) {
        MultiLayerNetwork fast = images(true, logStd, format);
        MultiLayerNetwork stock = images(false, logStd, format);
        Nd4j.getRandom().setSeed(1);
        long[] shape = format == CNN2DFormat.NCHW ? new long[] {8, 2, 4, 5} : new long[] {8, 4, 5, 2};
        for (int step = 0; step < 4; step++) {
            DataSet data = new DataSet(Nd4j.randn(DataType.FLOAT, shape), Nd4j.randn(DataType.FLOAT, 8, 2));
            fast.fit(data.copy());
            stock.fit(data.copy());
        }
        assertClose(fast, stock, 5e-5);
    }

    /** Forward as at inference, and then backward: DL4J's own cannot do that in workspaces. */
    @ParameterizedTest
    @EnumSource(names = {"ENABLED", "NONE"})
    void frozenWithBackpropIsLikeDl4js(WorkspaceMode workspaces) {
        MultiLayerNetwork fast = frozen(true, workspaces);
        MultiLayerNetwork stock = frozen(false, WorkspaceMode.NONE);
        INDArray before = stock.params().dup();
        for (int step = 0; step < 3; step++) {
            DataSet data = data(step, DataType.FLOAT);
            fast.fit(data.copy());
            stock.fit(data.copy());
        }
        assertClose(fast, stock, 2e-5);
        assertThat(stock.params().distance2(before)).isGreaterThan(0.01);
    }

    private static MultiLayerNetwork frozen(boolean fast, WorkspaceMode workspaces) {
        return new SmallNetwork()
                .updater(new Sgd(0.05))
                .with(global -> global.trainingWorkspaceMode(workspaces))
                .chain(
                        new DenseLayer.Builder()
                                .nIn(IN)
                                .nOut(HIDDEN)
                                .activation(Activation.TANH)
                                .build(),
                        new FrozenLayerWithBackprop(
                                builder(fast).nIn(HIDDEN).nOut(HIDDEN).build()),
                        linearOutput(HIDDEN, 2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @ExtendWith(DoublePrecision.class)
    void gradientCheck(boolean logStd) {
        MultiLayerNetwork network = new SmallNetwork()
                .type(DataType.DOUBLE)
                .updater(new NoOp())
                .inputs(IN)
                .chain(
                        new DenseLayer.Builder()
                                .nOut(HIDDEN)
                                .activation(Activation.TANH)
                                .build(),
                        builder(true).useLogStd(logStd).build(),
                        linearOutput(2));
        DataSet data = data(2, DataType.DOUBLE);
        assertThat(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                        .net(network)
                        .epsilon(1e-6)
                        .maxRelError(1e-4)
                        .minAbsoluteError(1e-8)
                        .input(data.getFeatures())
                        .labels(data.getLabels())
                        .excludeParams(java.util.Set.of("1_mean", "1_var", "1_log10stdev"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void savedAndRestored(boolean logStd) {
        MultiLayerNetwork network = network(true, logStd, false, DataType.FLOAT);
        network.fit(data(1, DataType.FLOAT));
        MultiLayerNetwork restored = Copies.saved(network);
        assertIsFast(restored);
        assertThat(restored.getLayerWiseConfigurations()).isEqualTo(network.getLayerWiseConfigurations());
        restored.fit(data(2, DataType.FLOAT));
        network.fit(data(2, DataType.FLOAT));
        assertClose(restored, network, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void parametersOfOneInTheOther(boolean logStd) {
        MultiLayerNetwork fast = network(true, logStd, false, DataType.FLOAT);
        MultiLayerNetwork stock = network(false, logStd, false, DataType.FLOAT);
        fast.fit(data(1, DataType.FLOAT));
        stock.setParams(fast.params().dup());
        INDArray x = data(5, DataType.FLOAT).getFeatures();
        assertThat(stock.output(x).toFloatMatrix()).isDeepEqualTo(fast.output(x).toFloatMatrix());
        stock.fit(data(2, DataType.FLOAT));
        fast.setParams(stock.params().dup());
        assertThat(stock.output(x).toFloatMatrix()).isDeepEqualTo(fast.output(x).toFloatMatrix());
    }

    @Test
    void cloneAndTransferLearningKeepIt() {
        MultiLayerNetwork network = network(true, true, false, DataType.FLOAT);
        assertIsFast(network.clone());
        assertClose(network.clone(), network, 0);
        MultiLayerNetwork tuned = new TransferLearning.Builder(network)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Sgd(0.1))
                        .build())
                .nOutReplace(2, 3, WeightInit.XAVIER)
                .build();
        assertIsFast(tuned);
        assertThat(tuned.getParam("1_gamma")).isEqualTo(network.getParam("1_gamma"));
        MultiLayerNetwork frozen =
                new TransferLearning.Builder(network).setFeatureExtractor(1).build();
        INDArray before = frozen.getLayer(1).params().dup();
        INDArray x = data(5, DataType.FLOAT).getFeatures();
        assertThat(frozen.output(x).toFloatMatrix())
                .isDeepEqualTo(network.output(x).toFloatMatrix());
        frozen.fit(data(3, DataType.FLOAT));
        assertThat(frozen.getLayer(1).params()).isEqualTo(before);
    }

    @Test
    void graph() {
        ComputationGraph fast = graph(true);
        ComputationGraph stock = graph(false);
        for (int step = 0; step < 4; step++) {
            DataSet data = data(step, DataType.FLOAT);
            fast.fit(data.copy());
            stock.fit(data.copy());
        }
        assertThat(fast.params().toFloatVector()).containsExactly(stock.params().toFloatVector(), within(2e-5f));
        assertThat(fast.getLayer("norm")).isInstanceOf(io.github.bnn4j.normalization.impl.FastBatchNormalization.class);
        assertThat(fast.clone().getLayer("norm"))
                .isInstanceOf(io.github.bnn4j.normalization.impl.FastBatchNormalization.class);
    }

    private static ComputationGraph graph(boolean fast) {
        return new SmallNetwork().updater(new Sgd(0.05)).graph(vertices -> vertices.addInputs("in")
                .addLayer("dense", new DenseLayer.Builder().nOut(HIDDEN).build(), "in")
                .addLayer("norm", builder(fast).build(), "dense")
                .addLayer("out", linearOutput(2), "norm")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(IN)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void recalibrationAndExportTreatThemAlike(boolean logStd) {
        MultiLayerNetwork fast = binary(true, logStd);
        MultiLayerNetwork stock = binary(false, logStd);
        fast.fit(data(1, DataType.FLOAT));
        stock.setParams(fast.params().dup());
        ListDataSetIterator<DataSet> iterator =
                new ListDataSetIterator<>(data(4, DataType.FLOAT).asList(), 7);
        MultiLayerNetwork recalibrated = BatchNormRecalibration.recalibratedCopy(fast, iterator);
        assertIsFast(recalibrated);
        MultiLayerNetwork expected = BatchNormRecalibration.recalibratedCopy(stock, iterator);
        assertThat(recalibrated.params().toFloatVector())
                .containsExactly(expected.params().toFloatVector())
                .isNotEqualTo(fast.params().toFloatVector());

        PackedNetwork packed = PackedExporter.export(recalibrated);
        float[] x = data(6, DataType.FLOAT).getFeatures().getRow(0).toFloatVector();
        assertThat(packed.scores(x))
                .containsExactly(PackedExporter.export(expected).scores(x));
        INDArray scores = recalibrated.output(Nd4j.createFromArray(x).reshape(1, IN));
        assertThat(packed.scores(x)).containsExactly(scores.toFloatVector(), within(1e-3f));
    }

    private static MultiLayerNetwork binary(boolean fast, boolean logStd) {
        return new SmallNetwork()
                .updater(new Sgd(0.05))
                .inputs(IN)
                .chain(
                        new BinaryDenseLayer.Builder().nOut(70).build(),
                        builder(fast).useLogStd(logStd).build(),
                        new ActivationLayer(new SignActivation()),
                        linearOutput(2));
    }

    private static void assertIsFast(MultiLayerNetwork network) {
        assertThat(network.getLayer(1).conf().getLayer()).isExactlyInstanceOf(FastBatchNormalization.class);
        assertThat(network.getLayer(1))
                .isExactlyInstanceOf(io.github.bnn4j.normalization.impl.FastBatchNormalization.class);
    }
}
