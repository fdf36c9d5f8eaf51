package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteHeaviside;
import io.github.bnn4j.quantizer.SteSign;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What cannot be is refused at once, by name and value. */
class BnnSpaceValidationTest {

    private final BnnSpace.Builder builder = new BnnSpace.Builder(4, 2);

    private static void refused(ThrowingCallable call, String... said) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContainingAll(said);
    }

    @Test
    void inputsAndClasses() {
        refused(() -> new BnnSpace.Builder(0, 2), "input", "0");
        refused(() -> new BnnSpace.Builder(4, 1), "classes", "1");
    }

    @Test
    void epochsAndSeed() {
        refused(() -> builder.epochs(0), "epochs", "0");
        refused(() -> builder.seed(0), "seed", "0");
    }

    @Test
    void depthAndWidth() {
        refused(() -> builder.depth(2, 0), "depth", "[2, 0]");
        refused(() -> builder.width(64, -1), "width", "[64, -1]");
    }

    @Test
    void learningRate() {
        refused(() -> builder.learningRate(0, 1), "learningRate", "0.0 and 1.0");
        refused(() -> builder.learningRate(.1, .01), "learningRate", "0.1 and 0.01");
        refused(() -> builder.learningRate(.1, Double.POSITIVE_INFINITY), "learningRate", "Infinity");
        refused(() -> builder.learningRate(Double.NaN, 1), "learningRate", "NaN");
        refused(() -> builder.learningRate(.1, Double.NaN), "learningRate", "NaN");
    }

    @Test
    void factors() {
        refused(() -> builder.decay(.1, 0.0), "decay", "[0.1, 0.0]");
        refused(() -> builder.decay(Double.NaN), "decay", "NaN");
        refused(() -> builder.kernelRateMultiplier(-1.0), "kernelRateMultiplier", "-1.0");
        refused(() -> builder.kernelRateMultiplier(Double.POSITIVE_INFINITY), "kernelRateMultiplier", "Infinity");
    }

    @Test
    void dropRates() {
        refused(() -> builder.inputDropRate(0.0, 1.0), "inputDropRate", "[0.0, 1.0]");
        refused(() -> builder.hiddenDropRate(-.1), "hiddenDropRate", "-0.1");
        refused(() -> builder.hiddenDropRate(Double.NaN), "hiddenDropRate", "NaN");
    }

    @Test
    void quantizersOfTheWrongKind() {
        refused(() -> builder.kernelQuantizer(new SteSign(), new SteHeaviside()), "kernelQuantizer", "Heaviside");
        refused(() -> builder.activationQuantizer(new MagnitudeAwareSign()), "activationQuantizer", "Magnitude");
    }

    @Test
    void noValues() {
        refused(() -> builder.depth(), "depth", "at least one", "[]");
        refused(() -> builder.width(), "width", "at least one", "[]");
        refused(() -> builder.decay(), "decay", "at least one", "[]");
        refused(() -> builder.inputDropRate(), "inputDropRate", "at least one", "[]");
        refused(() -> builder.kernelQuantizer(), "kernelQuantizer", "at least one", "[]");
        refused(() -> builder.loss(), "loss", "at least one", "[]");
    }

    @Test
    void nulls() {
        refused(() -> builder.depth((Integer[]) null), "depth", "null");
        refused(() -> builder.width(3, null), "width", "[3, null]");
        refused(() -> builder.decay((Double) null), "decay", "[null]");
        refused(() -> builder.hiddenDropRate((Double[]) null), "hiddenDropRate", "null");
        refused(() -> builder.activationQuantizer((Quantizer) null), "activationQuantizer", "[null]");
        refused(() -> builder.loss((OutputLoss) null), "loss", "[null]");
    }
}
