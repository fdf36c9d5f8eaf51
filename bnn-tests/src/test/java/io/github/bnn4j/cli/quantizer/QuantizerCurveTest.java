package io.github.bnn4j.cli.quantizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.Quantizers;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.quantizer.SteTernary;
import io.github.bnn4j.quantizer.StochasticSign;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is drawn of a quantizer is what it computes. */
class QuantizerCurveTest {

    static List<Quantizer> elementwise() {
        return Quantizers.elementwise();
    }

    @Test
    void zeroAndTheEdgesAreAmongThePoints() {
        assertThat(new QuantizerCurve(new SteSign()).points())
                .isSorted()
                .hasSize(601)
                .contains(-1.5, -1, 0, 1, 1.5);
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void itsValuesAreThoseOfEachPointAlone(Quantizer quantizer) {
        QuantizerCurve curve = new QuantizerCurve(quantizer);

        double[] alone = Arrays.stream(curve.points())
                .map(x -> {
                    INDArray value = single(x);
                    quantizer.quantize(value, value, false);
                    return value.getDouble(0);
                })
                .toArray();

        assertThat(curve.atInference()).containsExactly(alone);
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void itsSlopesAreThoseOfEachPointAlone(Quantizer quantizer) {
        QuantizerCurve curve = new QuantizerCurve(quantizer);

        double[] activations = Arrays.stream(curve.points())
                .map(x -> {
                    INDArray gradient = single(1);
                    quantizer.backprop(single(x), gradient);
                    return gradient.getDouble(0);
                })
                .toArray();
        double[] kernels = Arrays.stream(curve.points())
                .map(x -> {
                    INDArray gradient = single(1);
                    quantizer.backpropKernel(single(x), gradient);
                    return gradient.getDouble(0);
                })
                .toArray();

        // Vectorized tangents may be rounded otherwise.
        assertThat(curve.slopeForActivations()).containsExactly(activations, within(1e-6));
        assertThat(curve.slopeForKernels()).containsExactly(kernels, within(1e-6));
    }

    private static INDArray single(double x) {
        return Nd4j.createFromArray(x).castTo(DataType.FLOAT).reshape(1, 1);
    }

    @Test
    void thePapersQuantizerIsTheSignAndItsPseudoGradientABox() {
        QuantizerCurve curve = new QuantizerCurve(new SteSign());

        double[] x = curve.points();

        assertThat(curve.inTraining())
                .containsExactly(
                        Arrays.stream(x).map(each -> each >= 0 ? 1 : -1).toArray());
        assertThat(curve.slopeForActivations())
                .containsExactly(Arrays.stream(x)
                        .map(each -> Math.abs(each) <= 1 ? 1 : 0)
                        .toArray());
        assertThat(curve.slopeForKernels()).containsOnly(1);
    }

    /** The mean magnitude of points from -1.5 to 1.5 in steps of .005. */
    @Test
    void allPointsAreOneKernel() {
        double mean = .005 * 300 * 301 / 601;

        assertThat(Arrays.stream(new QuantizerCurve(new MagnitudeAwareSign()).atInference())
                        .boxed())
                .allSatisfy(each -> assertThat(Math.abs(each)).isCloseTo(mean, within(1e-5)));
        // As many as have |x| of at most .7 * mean, which is .5259.
        assertThat(Arrays.stream(new QuantizerCurve(SteTernary.weightScaled()).atInference())
                        .filter(each -> each == 0)
                        .count())
                .isEqualTo(2 * 105 + 1);
    }

    @Test
    void theMeanOfARandomQuantizerIsItsExpectation() {
        Nd4j.getRandom().setSeed(7);
        QuantizerCurve curve = new QuantizerCurve(new StochasticSign());

        double[] mean = curve.meanInTraining(400);

        double[] x = curve.points();
        assertThat(curve.inTraining()).containsOnly(-1, 1);
        for (int i = 0; i < x.length; i++) {
            double expected = Math.max(-1, Math.min(1, x[i]));
            // Six times the standard deviation of the mean of 400 signs, which is 0 where the sign is certain.
            assertThat(mean[i])
                    .as("at %s", x[i])
                    .isCloseTo(expected, within(6 * Math.sqrt((1 - expected * expected) / 400) + 1e-12));
        }
    }
}
