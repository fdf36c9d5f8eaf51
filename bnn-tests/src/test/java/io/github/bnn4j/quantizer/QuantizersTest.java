package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The contract tests test nothing if the search finds nothing: so it is tested against what is known to be there. */
class QuantizersTest {

    @Test
    void findsThoseOfThePapersWithTheirOptionsAndNoneOfTheTests() {
        assertThat(Quantizers.classes())
                .contains(
                        ApproxSign.class,
                        MagnitudeAwareSign.class,
                        SteHeaviside.class,
                        SteSign.class,
                        SteTernary.class,
                        StochasticSign.class,
                        SwishSign.class)
                .doesNotContain(OfAWord.class);
        assertThat(Quantizers.elementwise())
                .contains(
                        new SteSign(),
                        new SteSign(1.25),
                        new SteSign(Double.POSITIVE_INFINITY),
                        new StochasticSign(),
                        new StochasticSign(StochasticSign.Inference.EXPECTED_VALUE),
                        new ApproxSign(),
                        new SwishSign(),
                        new SwishSign(1.5),
                        new SteHeaviside(),
                        new SteHeaviside(0.5),
                        new SteTernary(),
                        new SteTernary(0),
                        new SteTernary(0.5))
                .doesNotContainAnyElementsOf(Quantizers.kernelsOnly());
        assertThat(Quantizers.kernelsOnly())
                .contains(
                        new MagnitudeAwareSign(),
                        new MagnitudeAwareSign(0.5),
                        new MagnitudeAwareSign(Double.POSITIVE_INFINITY),
                        SteTernary.weightScaled());
    }

    @Test
    void saysWhatToDoForAQuantizerThatItCannotMake() {
        assertThatThrownBy(() -> Quantizers.samples(OfAWord.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("OfAWord")
                .hasMessageContaining("values of type java.lang.String in Quantizers.OPTIONS");
        assertThatThrownBy(() -> Quantizers.samples(Secret.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Secret")
                .hasMessageContaining("public constructor or factory");
    }

    /** It is made of an option that nobody knows values of. */
    public static final class OfAWord extends NeverAsked {

        public OfAWord(String word) {
            throw new AssertionError("not asked for " + word);
        }
    }

    /** It is made by nobody else. */
    public static final class Secret extends NeverAsked {

        private Secret() {}
    }

    /** It is not made, so it has nothing to do. */
    private abstract static class NeverAsked implements Quantizer {

        @Override
        public void quantize(INDArray x, INDArray out, boolean training) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void backprop(INDArray x, INDArray gradient) {
            throw new AssertionError("not asked for");
        }
    }
}
