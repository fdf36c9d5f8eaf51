package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.normalization.ShiftBatchNormalization;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.SteTernary;
import io.github.bnn4j.quantizer.SwishSign;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A network learns the same from features of any data type, in any workspace mode: what it learns from them as floats,
 * without workspaces. Without that, the layers' own casts would have to be where DL4J keeps arrays until backward by
 * chance.
 */
class FeatureTypesTest {

    private static final int EXAMPLES = 6;
    private static final int CHANNELS = 3;
    private static final int SIZE = 5;
    private static final int CLASSES = 4;

    private static final List<DataType> FEATURE_TYPES = List.of(
            DataType.FLOAT,
            DataType.DOUBLE,
            DataType.HALF,
            DataType.BFLOAT16,
            DataType.UINT8,
            DataType.INT32,
            DataType.BOOL);

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        firstLayers().forEach(first -> Stream.of(DataType.FLOAT, DataType.DOUBLE)
                .forEach(network -> cases.add(Arguments.of(first, network))));
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void learnsTheSame(First first, DataType networkType) {
        for (DataType featureType : FEATURE_TYPES) {
            if (first.needsReals && !featureType.isFPType()) {
                continue;
            }
            INDArray values = values(first, featureType);
            INDArray expected = trained(first, networkType, WorkspaceMode.NONE, false, values);
            INDArray features = values.castTo(featureType);
            check(
                    first,
                    expected,
                    trained(first, networkType, WorkspaceMode.NONE, false, features),
                    featureType + " NONE");
            check(
                    first,
                    expected,
                    trained(first, networkType, WorkspaceMode.ENABLED, false, features),
                    featureType + "");
            check(
                    first,
                    expected,
                    trained(first, networkType, WorkspaceMode.ENABLED, true, features),
                    featureType + " graph");
        }
    }

    private static void check(First first, INDArray expected, INDArray found, String what) {
        assertThat(found.toDoubleVector()).as(what).containsExactly(expected.toDoubleVector(), within(first.tolerance));
    }

    /** Multiples of 1/2 if the type has them: the same numbers in each type. */
    private static INDArray values(First first, DataType type) {
        Nd4j.getRandom().setSeed(7);
        INDArray uniform = Nd4j.rand(DataType.FLOAT, first.shape());
        if (type == DataType.BOOL) {
            return uniform.gt(0.5).castTo(DataType.FLOAT);
        }
        INDArray wholes = Transforms.floor(uniform.mul(5));
        return type == DataType.UINT8
                ? wholes
                : type.isFPType() ? wholes.subi(2).muli(0.5) : wholes.subi(2);
    }

    private static INDArray trained(First first, DataType type, WorkspaceMode mode, boolean graph, INDArray features) {
        SmallNetwork small = new SmallNetwork()
                .type(type)
                .updater(new KernelScaledUpdater(new Sgd(0.1)))
                .workspaces(mode);
        INDArray labels = Nd4j.eye(EXAMPLES)
                .get(NDArrayIndex.all(), NDArrayIndex.interval(0, CLASSES))
                .dup()
                .castTo(type);
        Layer output = new OutputLayer.Builder(LossFunction.MSE)
                .nOut(CLASSES)
                .activation(Activation.TANH)
                .build();
        Model model = graph
                ? small.graph(vertices -> vertices.addInputs("in")
                        .addLayer("first", first.layer(), "in")
                        .addLayer("out", output, "first")
                        .setOutputs("out")
                        .setInputTypes(first.type()))
                : small.input(first.type()).chain(first.layer(), output);
        Nd4j.getRandom().setSeed(5);
        for (int step = 0; step < 2; step++) {
            DataSet data = new DataSet(features, labels);
            if (model instanceof ComputationGraph computationGraph) {
                computationGraph.fit(data);
            } else {
                ((MultiLayerNetwork) model).fit(data);
            }
        }
        return model.params();
    }

    private static List<First> firstLayers() {
        List<First> all = new ArrayList<>();
        InputType flat = InputType.feedForward(CHANNELS);
        all.add(new First(
                "dense", flat, 0, () -> new BinaryDenseLayer.Builder().nOut(70).build()));
        all.add(new First("dense with quantized input", flat, 0, () -> new BinaryDenseLayer.Builder()
                .nOut(70)
                .inputQuantizer(new SteSign())
                .build()));
        all.add(new First("dense with smoothly quantized input and tanh", flat, 0, () -> new BinaryDenseLayer.Builder()
                .nOut(8)
                .hasBias(true)
                .inputQuantizer(new SwishSign())
                .activation(Activation.TANH)
                .build()));
        all.add(new First("dense with dropout", flat, 0, () -> new BinaryDenseLayer.Builder()
                .nOut(8)
                .inputQuantizer(new SteTernary())
                .dropOut(NoScaleDropout.dropRate(0.5))
                .build()));
        all.add(new First("stock dense with no-scale dropout", flat, 1e-6, () -> new DenseLayer.Builder()
                .nOut(8)
                .dropOut(NoScaleDropout.dropRate(0.5))
                .build()));
        all.add(new First("sign", flat, 1e-6, true, () -> new ActivationLayer(new SignActivation())));
        all.add(new First("batch norm", flat, 1e-4, () -> new FastBatchNormalization.Builder().build()));
        all.add(new First("shift batch norm", flat, 0, () -> new ShiftBatchNormalization.Builder().build()));
        for (CNN2DFormat format : CNN2DFormat.values()) {
            InputType images = InputType.convolutional(SIZE, SIZE, CHANNELS, format);
            for (ConvolutionKind kind : ConvolutionKind.values()) {
                for (ConvolutionMode mode : List.of(ConvolutionMode.Truncate, ConvolutionMode.Same)) {
                    for (PaddingValue padding : PaddingValue.values()) {
                        all.add(new First(
                                String.join(" ", kind.name(), format.name(), mode.name(), "padding", padding.name()),
                                images,
                                0,
                                () -> convolution(kind, format, mode)
                                        .paddingValue(padding)
                                        .build()));
                    }
                }
                all.add(new First(
                        kind + " " + format + " with quantized input and dropout", images, 0, () -> convolution(
                                        kind, format, ConvolutionMode.Same)
                                .inputQuantizer(new SteSign())
                                .dropOut(NoScaleDropout.dropRate(0.3))
                                .build()));
                all.add(new First(kind + " " + format + " with bias and tanh", images, 0, () -> convolution(
                                kind, format, ConvolutionMode.Same)
                        .hasBias(true)
                        .activation(Activation.TANH)
                        .build()));
            }
            all.add(new First(
                    "batch norm " + format, images, 1e-4, () -> new FastBatchNormalization.Builder().build()));
            all.add(new First(
                    "shift batch norm " + format, images, 0, () -> new ShiftBatchNormalization.Builder().build()));
        }
        return all;
    }

    private static BaseBinaryConvolutionLayer.BaseBuilder<?> convolution(
            ConvolutionKind kind, CNN2DFormat format, ConvolutionMode mode) {
        BaseBinaryConvolutionLayer.BaseBuilder<?> builder = kind.builder(3, 3);
        builder.nOut(5);
        builder.convolutionMode(mode);
        return builder.dataFormat(format);
    }

    /** The layer that gets the features. */
    private record First(String name, InputType type, double tolerance, boolean needsReals, Supplier<Layer> layers) {

        First(String name, InputType type, double tolerance, Supplier<Layer> layers) {
            this(name, type, tolerance, false, layers);
        }

        Layer layer() {
            return layers.get();
        }

        long[] shape() {
            long[] shape = type.getShape(true);
            shape[0] = EXAMPLES;
            return shape;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
