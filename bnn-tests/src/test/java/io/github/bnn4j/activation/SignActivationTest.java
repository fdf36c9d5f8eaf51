package io.github.bnn4j.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.Quantizers;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.SteTernary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J's contract of an activation function: in place forward; backward gives (dC/dx, no parameters). */
class SignActivationTest {

    static List<Quantizer> elementwise() {
        return Quantizers.elementwise();
    }

    static List<Quantizer> kernelsOnly() {
        return Quantizers.kernelsOnly();
    }

    @Test
    void theDefaultIsThePapersStraightThroughSign() {
        assertThat(new SignActivation().getQuantizer()).isEqualTo(new SteSign(1));
        assertThat(new SignActivation()).isEqualTo(new SignActivation(new SteSign(1)));
        assertThat(new SignActivation()).isNotEqualTo(new SignActivation(new SteSign(2)));
        assertThat(new SignActivation()).isNotEqualTo(new SignActivation(new ApproxSign()));
    }

    @Test
    void forwardIsTheSignAndBackwardTheHardTanhDerivative() {
        INDArray x = Nd4j.createFromArray(new float[][] {{-2, -1, -0.0f}, {0, 1, 1.5f}});
        INDArray before = x.dup();
        INDArray gradient = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {-4, -5, -6}});

        Pair<INDArray, INDArray> backward = new SignActivation().backprop(x, gradient);

        assertThat(backward.getFirst()).isEqualTo(Nd4j.createFromArray(new float[][] {{0, 2, 3}, {-4, -5, 0}}));
        assertThat(backward.getSecond()).isNull();
        assertThat(x).isEqualTo(before);

        INDArray y = new SignActivation().getActivation(x, true);
        assertThat(y).isSameAs(x);
        assertThat(x).isEqualTo(Nd4j.createFromArray(new float[][] {{-1, -1, 1}, {1, 1, 1}}));
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void doesWhatItsQuantizerDoes(Quantizer quantizer) {
        SignActivation activation = new SignActivation(quantizer);
        INDArray x = Nd4j.linspace(-1.7, 1.6, 24, org.nd4j.linalg.api.buffer.DataType.FLOAT)
                .reshape(4, 6);
        for (boolean training : new boolean[] {true, false}) {
            INDArray expected = x.ulike();
            Nd4j.getRandom().setSeed(9);
            quantizer.quantize(x, expected, training);
            INDArray in = x.dup();
            Nd4j.getRandom().setSeed(9);
            assertThat(activation.getActivation(in, training)).isSameAs(in).isEqualTo(expected);
        }
        INDArray expected = Nd4j.ones(4, 6);
        quantizer.backprop(x, expected);
        Pair<INDArray, INDArray> backward = activation.backprop(x, Nd4j.ones(4, 6));
        assertThat(backward.getFirst()).isEqualTo(expected);
        assertThat(backward.getSecond()).isNull();
    }

    @ParameterizedTest
    @MethodSource("kernelsOnly")
    void refusesQuantizersForKernelsOnly(Quantizer quantizer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignActivation(quantizer))
                .withMessageContaining("SignActivation")
                .withMessageContaining("activations")
                .withMessageEndingWith("got " + quantizer);
    }

    @Test
    void refusesNull() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignActivation(null))
                .withMessageEndingWith("got null");
    }

    @Test
    void refusesAGradientOfAnotherShape() {
        assertThatThrownBy(() -> new SignActivation().backprop(Nd4j.ones(2, 3), Nd4j.ones(3, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[2, 3]")
                .hasMessageContaining("[3, 2]");
    }

    @Test
    void isNamedAfterItsQuantizer() {
        assertThat(new SignActivation(new SteTernary(0.25)).toString())
                .contains("SteTernary")
                .contains("0.25");
        assertThat(new MagnitudeAwareSign().toString()).contains("MagnitudeAwareSign");
    }
}
