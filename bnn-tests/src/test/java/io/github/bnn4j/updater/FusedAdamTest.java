package io.github.bnn4j.updater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.arrays.Elements;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** In single precision Adam is one pass of ours: beside DL4J's, and beside the formula in double precision. */
class FusedAdamTest {

    private static final double SCALE = 3.5;

    /** DL4J takes 1 - beta2^t in single precision, of which few digits are left in the first steps. */
    private static final double DL4J_ROUNDING = 3e-5;

    private static final double ROUNDING = 1e-5;

    private static KernelScaledUpdater scaled(IUpdater base) {
        return KernelScaledUpdater.forKernel(base, SCALE);
    }

    private static GradientUpdater<?> updater(IUpdater config, INDArray state, char order, long... shape) {
        GradientUpdater<?> updater = config.instantiate(state, true);
        updater.setStateViewArray(state, shape, order, true);
        return updater;
    }

    /** Ordinary, tiny, huge, zero. */
    private static float[] gradients(int length, int step) {
        Random random = new Random(31L * step + length);
        float[] g = new float[length];
        for (int i = 0; i < length; i++) {
            double ordinary = random.nextGaussian();
            g[i] = (float)
                    switch (i % 7) {
                        case 1 -> ordinary * 1e-12;
                        case 2 -> ordinary * 1e12;
                        case 3 -> step % 3 == 0 ? ordinary : 0;
                        case 4 -> 0;
                        default -> ordinary;
                    };
        }
        return g;
    }

    @ParameterizedTest
    @CsvSource({"1, 50", "4095, 12", "4097, 50", "300001, 3"})
    void isTheFormulaAndDl4js(int length, int steps) {
        Adam adam = Adam.builder()
                .learningRateSchedule(new ExponentialSchedule(ScheduleType.ITERATION, 0.02, 0.95))
                .beta1(0.8)
                .beta2(0.99)
                .epsilon(1e-6)
                .build();
        INDArray ourState = Nd4j.create(DataType.FLOAT, 1, 2L * length);
        INDArray theirState = Nd4j.create(DataType.FLOAT, 1, 2L * length);
        GradientUpdater<?> ours = updater(scaled(adam), ourState, 'c', 1, length);
        GradientUpdater<?> theirs = updater(adam.clone(), theirState, 'c', 1, length);
        double[] m = new double[length];
        double[] v = new double[length];
        for (int step = 0; step < steps; step++) {
            float[] g = gradients(length, step);
            INDArray our = Nd4j.createFromArray(g).reshape(1, length);
            INDArray their = our.dup();
            ours.applyUpdater(our, step, 0);
            theirs.applyUpdater(their, step, 0);
            float[] us = our.toFloatVector();
            float[] them = their.toFloatVector();
            double alpha = 0.02
                    * Math.pow(0.95, step)
                    * Math.sqrt(1 - Math.pow(0.99, step + 1))
                    / (1 - Math.pow(0.8, step + 1));
            for (int i = 0; i < length; i++) {
                m[i] = 0.8 * m[i] + 0.2 * g[i];
                v[i] = 0.99 * v[i] + 0.01 * g[i] * g[i];
                double expected = SCALE * alpha * m[i] / (Math.sqrt(v[i]) + 1e-6);
                double sumsThatCancel = 1e-6 * SCALE * alpha;
                if (!(Math.abs(us[i] - expected) <= ROUNDING * Math.abs(expected) + sumsThatCancel)
                        || !(Math.abs(us[i] - SCALE * them[i])
                                <= DL4J_ROUNDING * Math.abs(expected) + sumsThatCancel)) {
                    assertThat(List.of((double) us[i], SCALE * them[i]))
                            .as("[%d] of step %d", i, step)
                            .containsExactly(expected, expected);
                }
            }
        }
        assertClose(ourState.toFloatVector(), theirState.toFloatVector());
        assertThat(theirState.maxNumber().doubleValue()).isPositive();
    }

    /** What one has begun the other can go on with: m, then v, in the same array. */
    @Test
    void dl4jGoesOnWithTheState() {
        Adam adam = new Adam(0.01);
        INDArray state = Nd4j.create(DataType.FLOAT, 1, 2 * 5000);
        INDArray theirState = state.dup();
        GradientUpdater<?> ours = updater(scaled(adam), state, 'c', 1, 5000);
        GradientUpdater<?> theirs = updater(adam, theirState, 'c', 1, 5000);
        for (int step = 0; step < 4; step++) {
            ours.applyUpdater(gradient(step), step, 0);
            theirs.applyUpdater(gradient(step), step, 0);
        }
        GradientUpdater<?> taken = adam.instantiate(state, false);
        taken.setStateViewArray(state, new long[] {1, 5000}, 'c', false);
        INDArray g = gradient(4);
        INDArray expected = gradient(4);
        taken.applyUpdater(g, 4, 0);
        theirs.applyUpdater(expected, 4, 0);
        assertClose(g.toFloatVector(), expected.toFloatVector());
        assertClose(state.toFloatVector(), theirState.toFloatVector());
    }

    private static INDArray gradient(int step) {
        return Nd4j.createFromArray(gradients(5000, step)).reshape(1, 5000);
    }

    /** A gradient of another order than the state's, or with gaps: elements belong together, not places in memory. */
    @ParameterizedTest
    @CsvSource({"c, c", "c, f", "f, c", "f, f"})
    void ordersOfGradientAndState(char gradientOrder, char stateOrder) {
        INDArray state = Nd4j.create(DataType.FLOAT, 1, 2 * 12);
        GradientUpdater<?> ours = updater(scaled(new Adam(0.01)), state, stateOrder, 3, 4);
        INDArray theirState = Nd4j.create(DataType.FLOAT, 1, 2 * 12);
        GradientUpdater<?> theirs = updater(new Adam(0.01), theirState, stateOrder, 3, 4);
        for (int step = 0; step < 3; step++) {
            INDArray g = Nd4j.createFromArray(gradients(12, step)).reshape(3, 4).dup(gradientOrder);
            INDArray expected = g.dup(gradientOrder);
            ours.applyUpdater(g, step, 0);
            theirs.applyUpdater(expected, step, 0);
            assertClose(Elements.floats(g), Elements.floats(expected.mul(SCALE)));
        }
        assertClose(state.toFloatVector(), theirState.toFloatVector());
    }

    /** As SameDiff makes its updaters. */
    @Test
    void stateOfNamedArrays() {
        GradientUpdater<?> ours = scaled(new Adam(0.01))
                .instantiate(
                        Map.of("M", Nd4j.create(DataType.FLOAT, 3, 4), "V", Nd4j.create(DataType.FLOAT, 3, 4)), true);
        INDArray g = Nd4j.createFromArray(gradients(12, 0)).reshape(3, 4).dup('f');
        float[] before = Elements.floats(g);
        ours.applyUpdater(g, 0, 0);
        float[] first = Elements.floats(ours.getState().get("M"));
        for (int i = 0; i < 12; i++) {
            assertThat((double) first[i]).isCloseTo(0.1 * before[i], within(1e-6 * Math.abs(before[i]) + 1e-30));
        }
    }

    static List<IUpdater> others() {
        return List.of(new Nadam(0.01), new Sgd(0.1), new AMSGrad(0.01), new AdaMax(0.02), new Nesterovs(0.1, 0.8));
    }

    @ParameterizedTest
    @MethodSource("others")
    void othersAreDl4jsToTheBit(IUpdater base) {
        assertSameBits(base, DataType.FLOAT);
    }

    @ParameterizedTest
    @MethodSource("others")
    void othersInDoublePrecision(IUpdater base) {
        assertSameBits(base, DataType.DOUBLE);
    }

    @Test
    void adamInDoublePrecision() {
        assertSameBits(new Adam(0.01), DataType.DOUBLE);
    }

    private static void assertSameBits(IUpdater base, DataType type) {
        int length = 100;
        long size = base.stateSize(length);
        INDArray ourState = size == 0 ? null : Nd4j.create(type, 1, size);
        INDArray theirState = size == 0 ? null : Nd4j.create(type, 1, size);
        GradientUpdater<?> ours = scaled(base).instantiate(ourState, size > 0);
        GradientUpdater<?> theirs = base.clone().instantiate(theirState, size > 0);
        if (size > 0) {
            ours.setStateViewArray(ourState, new long[] {1, length}, 'c', true);
            theirs.setStateViewArray(theirState, new long[] {1, length}, 'c', true);
        }
        for (int step = 0; step < 4; step++) {
            INDArray g =
                    Nd4j.createFromArray(gradients(length, step)).castTo(type).reshape(1, length);
            INDArray expected = g.dup();
            ours.applyUpdater(g, step, 0);
            theirs.applyUpdater(expected, step, 0);
            assertThat(g.toDoubleVector()).isEqualTo(expected.muli(SCALE).toDoubleVector());
        }
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            double tolerance = DL4J_ROUNDING * Math.abs(expected[i]) + 1e-9;
            if (!(Math.abs(actual[i] - (double) expected[i]) <= tolerance)) {
                assertThat((double) actual[i]).as("[%d]", i).isEqualTo(expected[i]);
            }
        }
    }
}
