package io.github.bnn4j.layer;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.SteHeaviside;
import io.github.bnn4j.quantizer.SteTernary;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** What cannot work is refused early, and the message says which layer, which option and which value. */
class BinaryDenseLayerValidationTest {

    static Stream<Arguments> impossible() {
        return Stream.of(
                impossible("kernelBound", "0.0", builder -> builder.kernelBound(0)),
                impossible("kernelBound", "-1.0", builder -> builder.kernelBound(-1)),
                impossible("kernelBound", "NaN", builder -> builder.kernelBound(Double.NaN)),
                impossible("kernelBound", "Infinity", builder -> builder.kernelBound(Double.POSITIVE_INFINITY)),
                impossible("kernelBound", "-Infinity", builder -> builder.kernelBound(Double.NEGATIVE_INFINITY)),
                impossible("kernelBound", "null", builder -> builder.kernelBound((KernelBound) null)),
                impossible("learningRateScale", "0.0", builder -> builder.learningRateScale(0)),
                impossible("learningRateScale", "-1.0", builder -> builder.learningRateScale(-1)),
                impossible("learningRateScale", "NaN", builder -> builder.learningRateScale(Double.NaN)),
                impossible(
                        "learningRateScale",
                        "Infinity",
                        builder -> builder.learningRateScale(Double.POSITIVE_INFINITY)),
                impossible(
                        "learningRateScale",
                        "null",
                        builder -> builder.learningRateScale((KernelLearningRateScale) null)),
                impossible("kernelQuantizer", "null", builder -> builder.kernelQuantizer(null)),
                impossible("kernelQuantizer", "SteHeaviside", builder -> builder.kernelQuantizer(new SteHeaviside())),
                impossible(
                        "inputQuantizer",
                        "MagnitudeAwareSign",
                        builder -> builder.inputQuantizer(new MagnitudeAwareSign())),
                impossible(
                        "inputQuantizer", "SteTernary", builder -> builder.inputQuantizer(SteTernary.weightScaled())));
    }

    private static Arguments impossible(String option, String value, UnaryOperator<BinaryDenseLayer.Builder> setting) {
        return Arguments.of(option, value, setting);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("impossible")
    void isRefusedAtBuild(String option, String value, UnaryOperator<BinaryDenseLayer.Builder> setting) {
        BinaryDenseLayer.Builder builder = setting.apply(layer().name("hidden7"));
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("hidden7")
                .withMessageContaining(option)
                .withMessageContaining(value);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("impossible")
    void isRefusedWithoutClipAndWithoutNameToo(
            String option, String value, UnaryOperator<BinaryDenseLayer.Builder> setting) {
        BinaryDenseLayer.Builder builder = setting.apply(layer().clipKernel(false));
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("BinaryDenseLayer")
                .withMessageContaining(option)
                .withMessageContaining(value);
    }

    @Test
    void theUnusualButPossibleIsBuilt() {
        BinaryDenseLayer config = layer().kernelBound(Double.MIN_NORMAL)
                .learningRateScale(1e9)
                .inputQuantizer(new SteHeaviside())
                .kernelQuantizer(new MagnitudeAwareSign())
                .build();
        assertThat(config.getInputQuantizer()).isEqualTo(new SteHeaviside());
        assertThat(config.getKernelQuantizer()).isEqualTo(new MagnitudeAwareSign());
        assertThat(layer().inputQuantizer(null).build().getInputQuantizer()).isNull();
    }

    @Test
    void missingSizesAreRefusedAsForStockLayers() {
        BinaryDenseLayer layer =
                new BinaryDenseLayer.Builder().name("hidden7").nOut(3).build();
        assertThatThrownBy(() -> new SmallNetwork().chain(layer))
                .isInstanceOf(DL4JInvalidConfigException.class)
                .hasMessageContaining("BinaryDenseLayer")
                .hasMessageContaining("hidden7");
    }

    static Stream<long[]> wrongShapes() {
        return Stream.of(new long[] {2, 5}, new long[] {2, 3}, new long[] {2, 4, 6}, new long[] {2, 4, 1, 1});
    }

    @ParameterizedTest
    @MethodSource("wrongShapes")
    void inputOfAWrongShapeIsRefused(long... shape) {
        MultiLayerNetwork network =
                new SmallNetwork().chain(layer().name("hidden7").build(), linearOutput(3, 2));
        for (Runnable use : new Runnable[] {
            () -> network.output(Nd4j.rand(DataType.FLOAT, shape)),
            () -> network.fit(Nd4j.rand(DataType.FLOAT, shape), Nd4j.rand(DataType.FLOAT, 2, 2))
        }) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(DL4JInvalidInputException.class)
                    .hasMessageContaining("hidden7")
                    .hasMessageContaining(Arrays.toString(shape))
                    .hasMessageContaining("4");
        }
    }

    /** With dropout and an input quantizer there is more to do before the product, and nothing of it hides the mistake. */
    @ParameterizedTest
    @ValueSource(longs = {3, 5})
    void inputOfAWrongShapeIsRefusedBeforeItIsQuantizedOrDropped(long columns) {
        OneLayer layer = OneLayer.of(
                DataType.FLOAT,
                layer().inputQuantizer(new SteHeaviside()).dropOut(0.5).build());
        assertThatThrownBy(() -> layer.train(Nd4j.rand(DataType.FLOAT, 2, columns)))
                .isInstanceOf(DL4JInvalidInputException.class);
    }

    private static BinaryDenseLayer.Builder layer() {
        return new BinaryDenseLayer.Builder().nIn(4).nOut(3);
    }
}
