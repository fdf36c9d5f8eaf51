package io.github.bnn4j.layer;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.serialization.Copies;
import io.github.bnn4j.updater.KernelScaledUpdater;
import io.github.bnn4j.updater.KernelSplitUpdater;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Options of RSign and RPReLU: copies of every kind, shapes, what is refused, and that their parameters are no kernels. */
class ChannelwiseLayersConfigTest {

    static List<BaseChannelwiseLayer> layers() {
        return List.of(
                new RSignLayer.Builder().nIn(3).build(),
                new RSignLayer.Builder()
                        .name("sign")
                        .nIn(3)
                        .channelsLast(true)
                        .quantizer(new SteSign(2))
                        .dropOut(.5)
                        .build(),
                new RPReLULayer.Builder().nOut(3).build(),
                new RPReLULayer.Builder()
                        .name("activation")
                        .nIn(3)
                        .nOut(3)
                        .channelsLast(true)
                        .initialSlope(.1)
                        .updater(new Sgd(.1))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void copiesAreEqual(BaseChannelwiseLayer layer) {
        assertThat(layer.getNIn()).isEqualTo(3);
        assertThat(layer.getNOut()).isEqualTo(3);
        for (Layer copy : Copies.of(layer, Layer.class)) {
            assertThat(copy).isEqualTo(layer).hasSameHashCodeAs(layer);
        }
        assertThat(layer.clone()).isEqualTo(layer).isNotSameAs(layer);
        assertThat(layers().stream().filter(layer::equals)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aNetworkComesBackFromItsFile(BaseChannelwiseLayer layer) {
        MultiLayerNetwork network = new SmallNetwork().updater(new Adam(.1)).chain(layer.clone(), linearOutput(3, 2));
        DataSet data = RandomData.of(DataType.FLOAT, 6, 3, 2, 1);
        INDArray before = network.params().dup();
        network.fit(data);
        assertThat(network.params()).isNotEqualTo(before);

        MultiLayerNetwork copy = Copies.saved(network);

        assertThat(copy.getLayerWiseConfigurations()).isEqualTo(network.getLayerWiseConfigurations());
        assertThat(copy.output(data.getFeatures())).isEqualTo(network.output(data.getFeatures()));
        Nd4j.getRandom().setSeed(2);
        network.fit(data);
        Nd4j.getRandom().setSeed(2);
        copy.fit(data);
        assertThat(copy.params()).isEqualTo(network.params());
    }

    static Stream<Supplier<BaseChannelwiseLayer>> unsized() {
        return Stream.of(() -> new RSignLayer.Builder().build(), () -> new RPReLULayer.Builder().build());
    }

    @ParameterizedTest
    @MethodSource("unsized")
    void theInputTypeSaysHowManyChannelsThereAreAndWhere(Supplier<BaseChannelwiseLayer> layers) {
        Map.of(
                        InputType.feedForward(7), false,
                        InputType.convolutional(5, 6, 7), false,
                        InputType.convolutional(5, 6, 7, CNN2DFormat.NHWC), true,
                        InputType.recurrent(7, 3), false,
                        InputType.recurrent(7, 3, RNNFormat.NWC), true)
                .forEach((type, channelsLast) -> {
                    BaseChannelwiseLayer layer = layers.get();
                    layer.setNIn(type, true);
                    layer.setIUpdater(new Sgd(.1));
                    assertThat(layer.getNIn()).isEqualTo(7);
                    assertThat(layer.getNOut()).isEqualTo(7);
                    assertThat(layer.isChannelsLast()).as("%s", type).isEqualTo(channelsLast);
                    assertThat(layer.getOutputType(0, type)).isEqualTo(type);
                    assertThat(layer.getPreProcessorForInputType(type)).isNull();
                    assertThat(layer.getMemoryReport(type).toString()).isNotEmpty();
                    assertThat(layer.initializer().numParams(layer))
                            .isEqualTo(7L * layer.initialValues().size());
                });
        InputType flat = InputType.convolutionalFlat(5, 6, 7);
        BaseChannelwiseLayer layer = layers.get();
        layer.setNIn(flat, true);
        assertThat(layer.getNOut()).isEqualTo(7);
        assertThat(layer.getPreProcessorForInputType(flat)).isInstanceOf(FeedForwardToCnnPreProcessor.class);
        assertThat(layer.getOutputType(0, flat)).isEqualTo(InputType.convolutional(5, 6, 7));
        layer.setNIn(InputType.feedForward(9), false);
        assertThat(layer.getNIn()).isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("unsized")
    void otherInputIsRefused(Supplier<BaseChannelwiseLayer> layers) {
        InputType volume = InputType.convolutional3D(2, 2, 2, 2);
        assertThatThrownBy(() -> layers.get().getOutputType(0, volume))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("time series")
                .hasMessageContaining(volume.toString());
        assertThatThrownBy(() -> layers.get().getOutputType(0, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> layers.get().setNIn(volume, true)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void anArrayOfAnotherWidthIsRefused(BaseChannelwiseLayer layer) {
        for (long[] shape : new long[][] {{2, 4}, {2, 4, 4}, {2, 4, 4, 4}, {2, 3, 3, 3, 3}}) {
            assertThatThrownBy(() -> OneLayer.of(DataType.FLOAT, layer.clone()).predict(Nd4j.ones(shape)))
                    .isInstanceOf(DL4JInvalidInputException.class)
                    .hasMessageContaining("has 3 channels")
                    .hasMessageContaining("[2, " + shape[1]);
        }
    }

    @Test
    void whatCannotBeIsRefusedWhenItIsBuilt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RSignLayer.Builder()
                        .name("sign")
                        .quantizer(new MagnitudeAwareSign())
                        .build())
                .withMessageContaining("RSignLayer \"sign\"")
                .withMessageContaining("MagnitudeAwareSign");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RSignLayer.Builder().quantizer(null).build())
                .withMessageContaining("no name set");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RPReLULayer.Builder().initialSlope(Double.NaN).build())
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RPReLULayer.Builder().nIn(2).nOut(3).build())
                .withMessageContaining("nIn 2 and nOut 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new RSignLayer.Builder().activation(Activation.RELU).build())
                .withMessageContaining("relu");
    }

    /** The scale of the kernels' learning rate, their clip and their updater are not for shifts and slopes. */
    @Test
    void theParametersAreNoKernels() {
        SmallNetwork small = new SmallNetwork()
                .updater(new KernelSplitUpdater(new KernelScaledUpdater(new Sgd(7), 5), new Sgd(.5)))
                .with(global -> global.constrainWeights(new WeightClip(.01)));
        MultiLayerNetwork network = small.chain(
                new RPReLULayer.Builder().nIn(2).initialSlope(3).build(),
                new RSignLayer.Builder().nIn(2).build(),
                linearOutput(2, 2));
        network.getParam("1_b").assign(.4);
        INDArray x = Nd4j.createFromArray(new float[][] {{-.125f, -.0625f}, {-.25f, .5f}});
        INDArray labels = Nd4j.createFromArray(new float[][] {{9, -3}, {4, 5}});
        Map<String, INDArray> before = new HashMap<>();
        network.paramTable().forEach((name, param) -> before.put(name, param.dup()));
        network.setInput(x);
        network.setLabels(labels);
        network.computeGradientAndScore();
        Map<String, INDArray> gradients = new HashMap<>();
        network.gradient().gradientForVariable().forEach((name, gradient) -> gradients.put(name, gradient.dup()));

        network.fit(new DataSet(x, labels));

        for (String param : List.of("0_b1", "0_a", "0_b2", "1_b")) {
            INDArray gradient = gradients.get(param);
            assertThat(gradient.norm1Number().doubleValue()).as(param).isPositive();
            // DL4J divides by the size of the mini-batch.
            assertThat(network.getParam(param).equalsWithEps(before.get(param).sub(gradient.mul(.5 / 2)), 1e-5))
                    .as(param)
                    .isTrue();
        }
        assertThat(network.getParam("2_W").amaxNumber().doubleValue()).isLessThan(.011);
    }

    /** DL4J's ActivationLayer overwrites its input at inference; a shortcut may need it. */
    @Test
    void theInputIsNotOverwrittenAtInference() {
        MultiLayerNetwork network = new SmallNetwork()
                .input(InputType.convolutional(2, 2, 3))
                .chain(
                        new RPReLULayer.Builder().build(),
                        new RSignLayer.Builder().build(),
                        new ConvolutionLayer.Builder(1, 1)
                                .nOut(2)
                                .activation(Activation.IDENTITY)
                                .build(),
                        linearOutput(2));
        INDArray x = Nd4j.randn(DataType.FLOAT, 2, 3, 2, 2);
        INDArray before = x.dup();

        List<INDArray> activations = network.feedForward(x, false);

        assertThat(x).isEqualTo(before);
        assertThat(activations.get(1).minNumber().doubleValue()).isNotEqualTo(-1);
    }

    /** Features may be of another precision than the network. */
    @ParameterizedTest
    @MethodSource("unsized")
    void featuresOfAnotherPrecisionAreCast(Supplier<BaseChannelwiseLayer> layers) {
        BaseChannelwiseLayer layer = layers.get();
        MultiLayerNetwork network =
                new SmallNetwork().updater(new Sgd(.1)).inputs(3).chain(layer, linearOutput(2));
        DataSet floats = RandomData.of(DataType.FLOAT, 4, 3, 2, 3);
        DataSet doubles = new DataSet(floats.getFeatures().castTo(DataType.DOUBLE), floats.getLabels());
        MultiLayerNetwork twin = network.clone();

        network.fit(doubles);
        twin.fit(floats);

        assertThat(network.params()).isEqualTo(twin.params());
    }
}
