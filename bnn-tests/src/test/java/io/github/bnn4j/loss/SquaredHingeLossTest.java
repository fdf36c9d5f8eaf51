package io.github.bnn4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.serialization.Copies;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;

/** Worked out by hand, and beside DL4J's own loss, which sums over the outputs. */
class SquaredHingeLossTest {

    /** Hinges 0.5, 0, 2 | 1, 3, 0: squares 0.25 + 4 | 1 + 9, each over 3 outputs. */
    private final INDArray labels = Nd4j.createFromArray(new double[][] {{1, -1, -1}, {1, 1, -1}});

    private final INDArray outputs = Nd4j.createFromArray(new double[][] {{0.5, -1, 1}, {0, -2, -4}});

    @Test
    void byHand() {
        SquaredHingeLoss loss = new SquaredHingeLoss();
        assertThat(loss.computeScoreArray(labels, outputs, new ActivationIdentity(), null)
                        .toDoubleVector())
                .containsExactly(new double[] {4.25 / 3, 10.0 / 3}, within(1e-12));
        assertThat(loss.computeScore(labels, outputs, new ActivationIdentity(), null, true))
                .isCloseTo(14.25 / 6, within(1e-12));
        INDArray gradient = loss.computeGradient(labels, outputs, new ActivationIdentity(), null);
        double[][] expected = {{-1.0 / 3, 0, 4.0 / 3}, {-2.0 / 3, -2, 0}};
        for (int row = 0; row < 2; row++) {
            assertThat(gradient.toDoubleMatrix()[row]).containsExactly(expected[row], within(1e-12));
        }
    }

    @Test
    void isDl4jsLossOverTheNumberOfOutputs() {
        double own = new SquaredHingeLoss().computeScore(labels, outputs, new ActivationIdentity(), null, true);
        double theirs = new LossSquaredHinge().computeScore(labels, outputs, new ActivationIdentity(), null, true);
        assertThat(own).isCloseTo(theirs / 3, within(1e-12));
    }

    /** {@code 2t - 1} maps {0, 1} to {-1, +1}, whatever type the labels have. */
    @Test
    void oneHotLabelsAreTheSameLabels() {
        INDArray oneHot = Nd4j.createFromArray(new int[][] {{1, 0, 0}, {1, 1, 0}});
        for (DataType type :
                new DataType[] {DataType.INT32, DataType.UINT8, DataType.BOOL, DataType.FLOAT, DataType.DOUBLE}) {
            INDArray typed = oneHot.castTo(type);
            assertThat(SquaredHingeLoss.oneHot().computeGradient(typed, outputs, new ActivationIdentity(), null))
                    .isEqualTo(new SquaredHingeLoss().computeGradient(labels, outputs, new ActivationIdentity(), null));
            assertThat(SquaredHingeLoss.oneHot().computeScore(typed, outputs, new ActivationIdentity(), null, true))
                    .isCloseTo(14.25 / 6, within(1e-12));
        }
    }

    @Test
    void isData() {
        for (SquaredHingeLoss loss : new SquaredHingeLoss[] {new SquaredHingeLoss(), SquaredHingeLoss.oneHot()}) {
            for (ILossFunction copy : Copies.of(loss, ILossFunction.class)) {
                assertThat(copy).isNotSameAs(loss).isEqualTo(loss).hasSameHashCodeAs(loss);
                assertThat(copy).hasToString(loss.toString());
            }
        }
        assertThat(new SquaredHingeLoss()).isNotEqualTo(SquaredHingeLoss.oneHot());
        assertThat(new SquaredHingeLoss().name()).isEqualTo("SquaredHingeLoss");
    }
}
