package io.github.bnn4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.arrays.Layout;
import io.github.bnn4j.arrays.MatrixArbitraries;
import io.github.bnn4j.arrays.Placed;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Score and gradient against the formula, with and without masks, in both kinds of labels. */
class SquaredHingeLossPropertyTest {

    private enum Mask {
        NONE,
        PER_EXAMPLE,
        PER_OUTPUT
    }

    @Property(tries = 1000)
    void scoreAndGradient(
            @ForAll("outputs") double[][] outputs,
            @ForAll long seed,
            @ForAll("types") DataType type,
            @ForAll Mask kind,
            @ForAll boolean oneHot,
            @ForAll Layout layout,
            @ForAll Layout labelLayout) {
        double[][] signs = randomSigns(outputs, new Random(seed));
        double[][] mask = randomMask(kind, outputs, new Random(seed + 1));
        SquaredHingeLoss loss = oneHot ? SquaredHingeLoss.oneHot() : new SquaredHingeLoss();
        Placed preOutput = layout.place(type, outputs);
        double[][] given = labels(signs, mask, oneHot);
        Placed labels = labelLayout.place(type, given);
        INDArray maskArray =
                mask == null ? null : Layout.C_ORDER.place(type, mask).matrix();
        double[] scores = HingeReference.scores(signs, outputs, mask);
        double[][] gradients = HingeReference.gradients(signs, outputs, mask);
        double tolerance = type == DataType.FLOAT ? 1e-5 : 1e-12;

        INDArray scoreArray =
                loss.computeScoreArray(labels.matrix(), preOutput.matrix(), new ActivationIdentity(), maskArray);
        assertThat(scoreArray.shape()).containsExactly(scores.length, 1);
        assertThat(scoreArray.castTo(DataType.DOUBLE).toDoubleVector()).containsExactly(scores, within(tolerance));

        double sum = Arrays.stream(scores).sum();
        assertThat(score(loss, labels, preOutput, maskArray, false)).isCloseTo(sum, within(10 * tolerance));
        assertThat(score(loss, labels, preOutput, maskArray, true))
                .isCloseTo(sum / scores.length, within(10 * tolerance));

        INDArray gradient =
                loss.computeGradient(labels.matrix(), preOutput.matrix(), new ActivationIdentity(), maskArray);
        Elements.assertClose("gradient", gradient, gradients, tolerance);

        Pair<Double, INDArray> both = loss.computeGradientAndScore(
                labels.matrix(), preOutput.matrix(), new ActivationIdentity(), maskArray, true);
        assertThat(both.getFirst()).isCloseTo(sum / scores.length, within(10 * tolerance));
        Elements.assertClose("gradient", both.getSecond(), gradients, tolerance);

        preOutput.assertHolds("predictions, not modified", outputs);
        labels.assertHolds("labels, not modified", given);
    }

    private static double score(
            SquaredHingeLoss loss, Placed labels, Placed preOutput, INDArray mask, boolean average) {
        return loss.computeScore(labels.matrix(), preOutput.matrix(), new ActivationIdentity(), mask, average);
    }

    private static double[][] randomSigns(double[][] like, Random random) {
        return Arrays.stream(like)
                .map(row -> Arrays.stream(row)
                        .map(x -> random.nextBoolean() ? 1 : -1)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[][] randomMask(Mask kind, double[][] like, Random random) {
        if (kind == Mask.NONE) {
            return null;
        }
        double[][] mask = new double[like.length][kind == Mask.PER_EXAMPLE ? 1 : like[0].length];
        for (double[] row : mask) {
            Arrays.setAll(row, i -> random.nextInt(3) == 0 ? 0 : 1);
        }
        return mask;
    }

    /** A masked label is 0.5, which is no label at all. */
    private static double[][] labels(double[][] signs, double[][] mask, boolean oneHot) {
        double[][] labels = new double[signs.length][signs[0].length];
        for (int row = 0; row < signs.length; row++) {
            for (int column = 0; column < signs[row].length; column++) {
                boolean masked = mask != null && mask[row][mask[row].length == 1 ? 0 : column] == 0;
                labels[row][column] = masked ? 0.5 : oneHot ? (signs[row][column] + 1) / 2 : signs[row][column];
            }
        }
        return labels;
    }

    @Provide
    Arbitrary<double[][]> outputs() {
        return MatrixArbitraries.ordinaryNumbers();
    }

    @Provide
    Arbitrary<DataType> types() {
        return MatrixArbitraries.types();
    }
}
