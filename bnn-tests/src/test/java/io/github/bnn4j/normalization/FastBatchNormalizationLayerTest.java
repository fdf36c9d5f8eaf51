package io.github.bnn4j.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.memory.MemoryAccess;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;

/** Forward and backward beside DL4J's layer with equal parameters. */
class FastBatchNormalizationLayerTest {

    private static final int FEATURES = 5;
    private static final double ROUNDING = 2e-5;

    /** Where values lie: shape, order, and a view. */
    record Case(CNN2DFormat format, char order, String view, boolean logStd, DataType type, long... shape) {

        INDArray place(INDArray values) {
            return switch (view) {
                case "none" -> values.dup(order);
                case "gaps" -> {
                    INDArray larger = Nd4j.create(type, shape[0], 2 * values.length() / shape[0])
                            .get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2, 2 * values.length() / shape[0]));
                    yield larger.assign(values);
                }
                case "permuted" -> {
                    INDArray permuted = values.permute(0, 3, 1, 2).dup('c').permute(0, 2, 3, 1);
                    assertThat(permuted.shape()).isEqualTo(values.shape());
                    yield permuted;
                }
                default -> {
                    long[] more = shape.clone();
                    more[0] += 2;
                    INDArray rows = Nd4j.create(type, more, 'c').get(NDArrayIndex.interval(1, more[0] - 1));
                    yield rows.reshape(shape).assign(values);
                }
            };
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (boolean log : new boolean[] {true, false}) {
            for (char order : new char[] {'c', 'f'}) {
                // DL4J's own fails with a single example, unless it keeps the logarithm.
                for (int rows : log ? new int[] {1, 7, 700} : new int[] {7, 700}) {
                    cases.add(new Case(CNN2DFormat.NCHW, order, "none", log, DataType.FLOAT, rows, FEATURES));
                }
                cases.add(new Case(CNN2DFormat.NCHW, order, "none", log, DataType.FLOAT, 4, FEATURES, 3, 2));
                cases.add(new Case(CNN2DFormat.NHWC, order, "none", log, DataType.FLOAT, 4, 3, 2, FEATURES));
            }
            cases.add(new Case(CNN2DFormat.NHWC, 'c', "none", log, DataType.FLOAT, 6, FEATURES));
            if (log) {
                cases.add(new Case(CNN2DFormat.NCHW, 'c', "none", true, DataType.FLOAT, 1, FEATURES, 1, 1));
            }
            cases.add(new Case(CNN2DFormat.NCHW, 'c', "gaps", log, DataType.FLOAT, 6, FEATURES));
            cases.add(new Case(CNN2DFormat.NCHW, 'c', "rows", log, DataType.FLOAT, 6, FEATURES));
            cases.add(new Case(CNN2DFormat.NHWC, 'c', "permuted", log, DataType.FLOAT, 4, 3, 2, FEATURES));
            cases.add(new Case(CNN2DFormat.NCHW, 'c', "none", log, DataType.DOUBLE, 7, FEATURES));
            cases.add(new Case(CNN2DFormat.NCHW, 'c', "none", log, DataType.DOUBLE, 4, FEATURES, 3, 2));
        }
        return cases;
    }

    private static BatchNormalization.Builder options(BatchNormalization.Builder builder, Case c) {
        builder.nIn(FEATURES).nOut(FEATURES);
        return builder.useLogStd(c.logStd).dataFormat(c.format).eps(1e-3).decay(0.7);
    }

    private static Layer layer(DataType type, BatchNormalization config) {
        MultiLayerNetwork network =
                new SmallNetwork().type(type).updater(new NoOp()).chain(config);
        network.initGradientsView();
        Nd4j.getRandom().setSeed(7);
        for (Map.Entry<String, INDArray> param :
                network.getLayer(0).paramTable().entrySet()) {
            INDArray values = Nd4j.randn(type, param.getValue().shape());
            param.getValue()
                    .assign(param.getKey().equals("var") ? values.mul(values).addi(0.1) : values);
        }
        return network.getLayer(0);
    }

    private static Layer fast(Case c) {
        return layer(c.type, options(new FastBatchNormalization.Builder(), c).build());
    }

    private static Layer stock(Case c) {
        return layer(c.type, options(new BatchNormalization.Builder(), c).build());
    }

    private static INDArray random(Case c, long seed) {
        Nd4j.getRandom().setSeed(seed);
        INDArray x = Nd4j.randn(c.type, c.shape);
        // A mean far off, so that sums which cancel are seen.
        return x.addi(
                c.shape.length == 2 ? Nd4j.linspace(-1, 3, FEATURES, c.type).reshape(1, FEATURES) : x.mul(2));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isDl4js(Case c) {
        Layer fast = fast(c);
        Layer stock = stock(c);
        assertThat(fast.paramTable().keySet()).isEqualTo(stock.paramTable().keySet());
        for (int pass = 0; pass < 2; pass++) {
            INDArray values = random(c, pass);
            INDArray x = c.place(values);
            assertThat(Elements.floats(x)).isEqualTo(Elements.floats(values));
            INDArray inferred = fast.activate(x, false, LayerWorkspaceMgr.noWorkspaces());
            assertThat(inferred.shape()).isEqualTo(c.shape);
            assertThat(Elements.floats(inferred))
                    .as("at inference, to the bit")
                    .isEqualTo(Elements.floats(stock.activate(x.dup('c'), false, LayerWorkspaceMgr.noWorkspaces())));

            INDArray epsilon = random(c, 100 + pass).dup(pass == 0 ? 'c' : 'f');
            INDArray y = fast.activate(x, true, LayerWorkspaceMgr.noWorkspaces());
            assertClose("y", y, stock.activate(values.dup('c'), true, LayerWorkspaceMgr.noWorkspaces()), 1);
            Pair<Gradient, INDArray> ours = fast.backpropGradient(epsilon.dup(), LayerWorkspaceMgr.noWorkspaces());
            Pair<Gradient, INDArray> theirs =
                    stock.backpropGradient(epsilon.dup('c'), LayerWorkspaceMgr.noWorkspaces());
            assertClose("dX", ours.getSecond(), theirs.getSecond(), c.shape[0] == 1 ? 100 : 10);
            assertThat(ours.getFirst().gradientForVariable().keySet())
                    .containsExactlyElementsOf(
                            theirs.getFirst().gradientForVariable().keySet());
            theirs.getFirst()
                    .gradientForVariable()
                    .forEach((name, gradient) ->
                            assertClose(name, ours.getFirst().getGradientFor(name), gradient, c.shape[0]));
            assertThat(Elements.floats(x)).as("the caller's input").isEqualTo(Elements.floats(values));
        }
    }

    /** What DL4J's layer computes in single precision, in double precision: the fast way is not only as wrong. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 64, 9001})
    @DisabledIfSystemProperty(
            named = MemoryAccess.PROPERTY,
            matches = MemoryAccess.OPERATIONS,
            disabledReason = "by operations it is DL4J's own layer, which refuses a single example and sums in floats")
    void trainingIsTheFormulasOfThePaper(int rows) {
        Case c = new Case(CNN2DFormat.NCHW, 'f', "none", false, DataType.FLOAT, rows, FEATURES);
        Layer layer = fast(c);
        double[][] x = random(c, 5).castTo(DataType.DOUBLE).toDoubleMatrix();
        double[][] dy = random(c, 6).castTo(DataType.DOUBLE).toDoubleMatrix();
        INDArray y = layer.activate(random(c, 5).dup('f'), true, LayerWorkspaceMgr.noWorkspaces());
        double[] meansBefore = layer.getParam("mean").toDoubleVector();
        double[] variancesBefore = layer.getParam("var").toDoubleVector();
        Pair<Gradient, INDArray> back = layer.backpropGradient(random(c, 6), LayerWorkspaceMgr.noWorkspaces());
        for (int j = 0; j < FEATURES; j++) {
            double mean = 0;
            double variance = 0;
            for (double[] row : x) {
                mean += row[j] / rows;
            }
            for (double[] row : x) {
                variance += (row[j] - mean) * (row[j] - mean) / rows;
            }
            double std = Math.sqrt(variance + 1e-3);
            double dBeta = 0;
            double dGamma = 0;
            for (int i = 0; i < rows; i++) {
                dBeta += dy[i][j];
                dGamma += dy[i][j] * (x[i][j] - mean) / std;
            }
            double gamma = layer.getParam("gamma").getDouble(j);
            double scale = 1 + Math.abs(gamma) * 10 / std / std;
            for (int i = 0; i < rows; i++) {
                double xHat = (x[i][j] - mean) / std;
                assertThat(y.getDouble(i, j))
                        .isCloseTo(gamma * xHat + layer.getParam("beta").getDouble(j), within(1e-6 * scale));
                double dx = gamma / std * (dy[i][j] - dBeta / rows - xHat * dGamma / rows);
                assertThat(back.getSecond().getDouble(i, j)).isCloseTo(dx, within(4e-6 * scale));
            }
            assertThat(back.getFirst().getGradientFor("beta").getDouble(j))
                    .isCloseTo(dBeta, within(1e-6 * (1 + Math.abs(dBeta))));
            assertThat(back.getFirst().getGradientFor("gamma").getDouble(j))
                    .isCloseTo(dGamma, within(2e-6 * rows * 30));
            assertThat(back.getFirst().getGradientFor("mean").getDouble(j))
                    .isCloseTo(0.3 * (meansBefore[j] - mean), within(1e-5));
            assertThat(back.getFirst().getGradientFor("var").getDouble(j))
                    .isCloseTo(0.3 * (variancesBefore[j] - variance), within(1e-5));
        }
    }

    /** They do not go the fast way, but DL4J's. */
    @Test
    void lockedGammaAndBeta() {
        Case c = new Case(CNN2DFormat.NCHW, 'c', "none", true, DataType.FLOAT, 6, FEATURES);
        Layer fast = layer(
                c.type,
                options(new FastBatchNormalization.Builder(), c)
                        .lockGammaBeta(true)
                        .gamma(2)
                        .beta(0.5)
                        .build());
        Layer stock = layer(
                c.type,
                options(new BatchNormalization.Builder(), c)
                        .lockGammaBeta(true)
                        .gamma(2)
                        .beta(0.5)
                        .build());
        for (boolean training : new boolean[] {false, true}) {
            INDArray y = stock.activate(random(c, 1), training, LayerWorkspaceMgr.noWorkspaces());
            assertThat(Elements.floats(fast.activate(random(c, 1), training, LayerWorkspaceMgr.noWorkspaces())))
                    .isEqualTo(Elements.floats(y));
        }
        assertThat(Elements.floats(fast.backpropGradient(random(c, 2), LayerWorkspaceMgr.noWorkspaces())
                        .getSecond()))
                .isEqualTo(Elements.floats(stock.backpropGradient(random(c, 2), LayerWorkspaceMgr.noWorkspaces())
                        .getSecond()));
    }

    /** DL4J's own fails in backward: so by what it says of the same values with the channels first. */
    @Test
    void lockedGammaAndBetaOnChannelsLast() {
        Layer last = locked(CNN2DFormat.NHWC);
        Layer first = locked(CNN2DFormat.NCHW);
        Case c = new Case(CNN2DFormat.NCHW, 'c', "none", true, DataType.FLOAT, 6, FEATURES, 3, 2);
        for (boolean training : new boolean[] {false, true}) {
            INDArray y = first.activate(random(c, 1), training, LayerWorkspaceMgr.noWorkspaces());
            INDArray x = random(c, 1).permute(0, 2, 3, 1).dup('c');
            assertThat(last.activate(x, training, LayerWorkspaceMgr.noWorkspaces())
                            .permute(0, 3, 1, 2)
                            .equalsWithEps(y, 1e-5))
                    .isTrue();
        }
        INDArray epsilon = random(c, 2);
        INDArray dx = first.backpropGradient(epsilon.dup(), LayerWorkspaceMgr.noWorkspaces())
                .getSecond();
        INDArray dxLast = last.backpropGradient(epsilon.permute(0, 2, 3, 1).dup('c'), LayerWorkspaceMgr.noWorkspaces())
                .getSecond();
        assertThat(dxLast.permute(0, 3, 1, 2).equalsWithEps(dx, 1e-4)).isTrue();
    }

    private static Layer locked(CNN2DFormat format) {
        Case c = new Case(format, 'c', "none", true, DataType.FLOAT, 6, FEATURES, 3, 2);
        return layer(
                c.type,
                options(new FastBatchNormalization.Builder(), c)
                        .lockGammaBeta(true)
                        .gamma(2)
                        .beta(0.5)
                        .dataFormat(format)
                        .build());
    }

    @Test
    void wrongShapesAreRefusedAsByDl4j() {
        Case c = new Case(CNN2DFormat.NCHW, 'c', "none", true, DataType.FLOAT, 6, FEATURES);
        for (long[] shape : new long[][] {{3, FEATURES + 1}, {2, 3, 2, FEATURES}, {FEATURES, 1}}) {
            INDArray x = Nd4j.rand(DataType.FLOAT, shape);
            Throwable theirs = catchAny(() -> stock(c).activate(x, true, LayerWorkspaceMgr.noWorkspaces()));
            assertThat(theirs).isNotNull();
            assertThatThrownBy(() -> fast(c).activate(x, true, LayerWorkspaceMgr.noWorkspaces()))
                    .isExactlyInstanceOf(theirs.getClass())
                    .hasMessage(theirs.getMessage());
        }
    }

    private static Throwable catchAny(Runnable action) {
        return org.assertj.core.api.Assertions.catchThrowable(action::run);
    }

    private static void assertClose(String what, INDArray actual, INDArray expected, double scale) {
        assertThat(actual.length()).as(what).isEqualTo(expected.length());
        float[] found = Elements.floats(actual);
        float[] wanted = Elements.floats(expected);
        for (int i = 0; i < wanted.length; i++) {
            assertThat((double) found[i])
                    .as("%s [%d]", what, i)
                    .isCloseTo(wanted[i], within(ROUNDING * (scale + Math.abs(wanted[i]))));
        }
    }
}
