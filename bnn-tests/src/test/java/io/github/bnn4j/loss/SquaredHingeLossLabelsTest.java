package io.github.bnn4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A wrong label is refused with its value and its place; a masked one is not looked at. */
class SquaredHingeLossLabelsTest {

    private static final INDArray OUTPUTS = Nd4j.createFromArray(new double[][] {{0.5, -1, 1}, {0, -2, 4}});

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 2, -3, 0.9999999, Double.NaN, Double.POSITIVE_INFINITY})
    void signsMustBeMinusOneOrOne(double wrong) {
        assertRefused(new SquaredHingeLoss(), labels(1, wrong), null)
                .withMessageContaining("-1 or +1")
                .withMessageContaining("found " + wrong)
                .withMessageContaining("example 1, output 2");
    }

    /** The commonest mistake: labels of a DL4J iterator. The message knows what to do. */
    @Test
    void oneHotLabelsAreReferredToOneHot() {
        assertRefused(new SquaredHingeLoss(), labels(1, 0), null).withMessageContaining("SquaredHingeLoss.oneHot()");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.5, 2, -3, Double.NaN})
    void oneHotLabelsMustBeZeroOrOne(double wrong) {
        assertRefused(SquaredHingeLoss.oneHot(), labels(1, wrong), null)
                .withMessageContaining("oneHot()")
                .withMessageContaining("0 or 1")
                .withMessageContaining("found " + wrong)
                .withMessageContaining("example 1, output 2");
    }

    @Test
    void theFirstOfSeveralIsNamed() {
        INDArray labels = labels(1, 7);
        labels.putScalar(new int[] {0, 1}, 5);
        assertRefused(new SquaredHingeLoss(), labels, null)
                .withMessageContaining("found 5.0")
                .withMessageContaining("example 0, output 1");
    }

    @Test
    void labelsInFloatAndPredictionsInDouble() {
        assertRefused(new SquaredHingeLoss(), labels(1, 0).castTo(DataType.FLOAT), null)
                .withMessageContaining("found 0.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 7, Double.NaN, Double.POSITIVE_INFINITY})
    void aMaskedLabelIsNotLookedAt(double wrong) {
        INDArray perOutput = Nd4j.ones(DataType.DOUBLE, 2, 3);
        perOutput.putScalar(new int[] {1, 2}, 0);
        INDArray perExample = Nd4j.createFromArray(new double[][] {{1}, {0}});
        for (SquaredHingeLoss loss : new SquaredHingeLoss[] {new SquaredHingeLoss(), SquaredHingeLoss.oneHot()}) {
            for (INDArray mask : new INDArray[] {perOutput, perExample}) {
                INDArray wrongLabels = labels(1, wrong);
                INDArray rightLabels = labels(1, 1);
                assertThat(loss.computeScore(wrongLabels, OUTPUTS, new ActivationIdentity(), mask, true))
                        .isEqualTo(loss.computeScore(rightLabels, OUTPUTS, new ActivationIdentity(), mask, true))
                        .isGreaterThan(0);
                assertThat(loss.computeGradient(wrongLabels, OUTPUTS, new ActivationIdentity(), mask))
                        .isEqualTo(loss.computeGradient(rightLabels, OUTPUTS, new ActivationIdentity(), mask));
            }
        }
    }

    @Test
    void aMaskElsewhereDoesNotHideAWrongLabel() {
        INDArray perOutput = Nd4j.ones(DataType.DOUBLE, 2, 3);
        perOutput.putScalar(new int[] {0, 0}, 0);
        assertRefused(new SquaredHingeLoss(), labels(1, 0), perOutput).withMessageContaining("example 1, output 2");
        INDArray perExample = Nd4j.createFromArray(new double[][] {{0}, {1}});
        assertRefused(new SquaredHingeLoss(), labels(1, 0), perExample).withMessageContaining("example 1, output 2");
    }

    @Test
    void shapesMustAgree() {
        assertRefused(new SquaredHingeLoss(), Nd4j.ones(DataType.DOUBLE, 2, 4), null)
                .withMessageContaining("[2,4]")
                .withMessageContaining("[2,3]");
        assertRefused(new SquaredHingeLoss(), Nd4j.ones(DataType.DOUBLE, 3, 2), null);
    }

    /** Labels that are right in either kind, but for the last. */
    private static INDArray labels(double others, double last) {
        INDArray labels = Nd4j.valueArrayOf(new long[] {2, 3}, others, DataType.DOUBLE);
        labels.putScalar(new int[] {1, 2}, last);
        return labels;
    }

    private static ThrowableAssertAlternative<IllegalArgumentException> assertRefused(
            SquaredHingeLoss loss, INDArray labels, INDArray mask) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeGradient(labels, OUTPUTS, new ActivationIdentity(), mask));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeScoreArray(labels, OUTPUTS, new ActivationIdentity(), mask));
        return assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.computeScore(labels, OUTPUTS, new ActivationIdentity(), mask, true))
                .withMessageContaining("SquaredHingeLoss");
    }
}
