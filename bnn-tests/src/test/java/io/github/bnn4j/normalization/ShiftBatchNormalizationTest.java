package io.github.bnn4j.normalization;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.serialization.Copies;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Against the formulas, number by number. */
class ShiftBatchNormalizationTest {

    private static final int FEATURES = 3;
    private static final double EPS = 1e-4;
    private static final double[] GAMMA = {1.3, -0.7, 3};
    private static final double[] BETA = {0.1, -0.2, 0.3};

    private final Random random = new Random(7);

    private static BatchNormalization.Builder builder() {
        return new ShiftBatchNormalization.Builder().eps(EPS).nOut(FEATURES).nIn(FEATURES);
    }

    private static Layer layer(BatchNormalization configuration) {
        NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Adam())
                .layer(configuration)
                .build();
        INDArray params =
                Nd4j.create(DataType.DOUBLE, 1, conf.getLayer().initializer().numParams(conf));
        Layer layer = conf.getLayer().instantiate(conf, null, 0, params, true, DataType.DOUBLE);
        layer.setBackpropGradientsViewArray(params.ulike());
        if (!configuration.isLockGammaBeta()) {
            layer.getParam("gamma").assign(Nd4j.createFromArray(GAMMA));
            layer.getParam("beta").assign(Nd4j.createFromArray(BETA));
        }
        return layer;
    }

    private double[][] rows(int count) {
        double[][] rows = new double[count][FEATURES];
        for (double[] row : rows) {
            for (int f = 0; f < FEATURES; f++) {
                row[f] = f + (f + 1) * random.nextGaussian();
            }
        }
        return rows;
    }

    /** Two examples of as many pixels as make the rows. */
    private static INDArray array(double[][] rows, String shape) {
        INDArray matrix = Nd4j.createFromArray(rows);
        return switch (shape) {
            case "2d" -> matrix;
            case "2d-f" -> matrix.dup('f');
            case "NHWC" -> matrix.reshape(2, 2, rows.length / 4, FEATURES);
            default -> matrix.reshape(2, 2, rows.length / 4, FEATURES).permute(0, 3, 1, 2);
        };
    }

    private static double[] flat(INDArray array, String shape) {
        return ("NCHW".equals(shape) ? array.permute(0, 2, 3, 1) : array)
                .dup('c')
                .reshape(array.length())
                .toDoubleVector();
    }

    private static double[] flat(double[][] rows) {
        return Nd4j.createFromArray(rows).reshape(rows.length * FEATURES).toDoubleVector();
    }

    private static CNN2DFormat format(String shape) {
        return "NHWC".equals(shape) ? CNN2DFormat.NHWC : CNN2DFormat.NCHW;
    }

    private static INDArray train(Layer layer, INDArray x) {
        return layer.activate(x, true, LayerWorkspaceMgr.noWorkspaces());
    }

    @ParameterizedTest
    @CsvSource({"2d, true", "2d, false", "2d-f, true", "NCHW, true", "NCHW, false", "NHWC, true"})
    void followsTheFormulas(String shape, boolean useLogStd) {
        Layer layer = layer(builder()
                .dataFormat(format(shape))
                .useLogStd(useLogStd)
                .decay(0.8)
                .build());
        double[][] x = rows(24);
        double[][] dy = rows(24);
        ShiftReference reference = ShiftReference.of(x, dy, GAMMA, BETA, EPS);

        assertClose(flat(train(layer, array(x, shape)), shape), flat(reference.y()));
        Pair<Gradient, INDArray> back = layer.backpropGradient(array(dy, shape), LayerWorkspaceMgr.noWorkspaces());
        assertClose(flat(back.getSecond(), shape), flat(reference.dx()));
        assertClose(vector(back, "gamma"), reference.dGamma());
        assertClose(vector(back, "beta"), reference.dBeta());

        double[] mean = new double[FEATURES];
        double[] variance = new double[FEATURES];
        for (int f = 0; f < FEATURES; f++) {
            mean[f] = 0.2 * reference.mean()[f];
            variance[f] = 0.8 + 0.2 * reference.variance()[f];
        }
        String stored = useLogStd ? "log10stdev" : "var";
        layer.getParam("mean").subi(back.getFirst().getGradientFor("mean"));
        layer.getParam(stored).subi(back.getFirst().getGradientFor(stored));
        assertClose(layer.getParam("mean").toDoubleVector(), mean);
        double[] actual = layer.getParam(stored).toDoubleVector();
        for (int f = 0; f < FEATURES; f++) {
            assertThat(useLogStd ? Math.pow(10, 2 * actual[f]) : actual[f]).isCloseTo(variance[f], within(1e-9));
        }
        INDArray out = layer.activate(array(x, shape), false, LayerWorkspaceMgr.noWorkspaces());
        assertClose(flat(out, shape), flat(ShiftReference.inference(x, GAMMA, BETA, mean, variance, EPS)));
    }

    private static double[] vector(Pair<Gradient, INDArray> back, String name) {
        return back.getFirst().getGradientFor(name).toDoubleVector();
    }

    private static void assertClose(double[] actual, double[] expected) {
        assertThat(Arrays.stream(expected).map(Math::abs).max().orElseThrow())
                .as("not all zero")
                .isGreaterThan(1e-3);
        assertThat(actual).containsExactly(expected, within(1e-9));
    }

    /** All of magnitude 2 about their mean, so nothing is rounded. */
    @Test
    void isOrdinaryBatchNormalizationWherePowersOfTwoAreExact() {
        double[] dy = new Random(3).doubles(6 * FEATURES).toArray();
        INDArray x = Nd4j.createFromArray(new double[] {3, 7, 3, 7, 7, 3})
                .reshape(6, 1)
                .repeat(1, FEATURES);
        double[][] results = new double[2][];
        double[][] gradients = new double[2][];
        for (int i = 0; i < 2; i++) {
            BatchNormalization.Builder builder =
                    i == 0 ? new ShiftBatchNormalization.Builder() : new BatchNormalization.Builder();
            Layer layer = layer(builder.eps(0).nIn(FEATURES).nOut(FEATURES).build());
            layer.getParam("gamma").assign(Nd4j.createFromArray(0.5, -4, 2.0));
            results[i] = flat(train(layer, x), "2d");
            gradients[i] = flat(
                    layer.backpropGradient(
                                    Nd4j.createFromArray(dy).reshape(6, FEATURES), LayerWorkspaceMgr.noWorkspaces())
                            .getSecond(),
                    "2d");
        }
        assertClose(results[0], results[1]);
        assertClose(gradients[0], gradients[1]);
    }

    @Test
    void aLockedGammaAndBetaHold() {
        Layer layer = layer(builder().lockGammaBeta(true).gamma(4).beta(0).build());
        double[][] x = rows(8);
        ShiftReference reference = ShiftReference.of(x, x, new double[] {4, 4, 4}, new double[] {0, 0, 0}, EPS);
        assertClose(flat(train(layer, array(x, "2d")), "2d"), flat(reference.y()));
        assertClose(
                flat(
                        layer.backpropGradient(array(x, "2d"), LayerWorkspaceMgr.noWorkspaces())
                                .getSecond(),
                        "2d"),
                flat(reference.dx()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConstantFeatureStaysFinite(boolean useLogStd) {
        MultiLayerNetwork network = network(DataType.FLOAT, useLogStd);
        DataSet constant = new DataSet(Nd4j.ones(DataType.FLOAT, 8, 4), Nd4j.ones(DataType.FLOAT, 8, 2));
        for (int step = 0; step < 1500; step++) {
            network.fit(constant);
        }
        assertThat(network.params().toFloatVector()).doesNotContain(Float.NaN);
        assertThat(network.output(constant.getFeatures()).toFloatMatrix()[0]).doesNotContain(Float.NaN);
    }

    /** A field that DL4J adds must be copied from its builder's product too. */
    @Test
    void takesEveryOptionOfTheBuilder() throws ReflectiveOperationException {
        BatchNormalization plain = options(new BatchNormalization.Builder());
        BatchNormalization shift = options(new ShiftBatchNormalization.Builder());
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = BatchNormalization.class; type != Object.class; type = type.getSuperclass()) {
            fields.addAll(List.of(type.getDeclaredFields()));
        }
        assertThat(fields).hasSizeGreaterThan(20);
        for (Field field : fields) {
            field.setAccessible(true);
            assertThat(field.get(shift)).as(field.getName()).isEqualTo(field.get(plain));
        }
        assertThat(shift).isInstanceOf(ShiftBatchNormalization.class).isNotEqualTo(plain);
        assertThat(plain).isNotEqualTo(shift);
    }

    private static BatchNormalization options(BatchNormalization.Builder builder) {
        return builder.name("here")
                .nIn(5)
                .nOut(5)
                .decay(0.7)
                .eps(0.5)
                .minibatch(false)
                .gamma(3)
                .beta(4)
                .lockGammaBeta(true)
                .helperAllowFallback(false)
                .useLogStd(false)
                .dataFormat(CNN2DFormat.NHWC)
                .updater(new Adam(0.5))
                .biasUpdater(new Adam(0.4))
                .dropOut(0.4)
                .activation(Activation.TANH)
                .biasInit(3)
                .gainInit(2)
                .gradientNormalizationThreshold(5)
                .build();
    }

    @Test
    void copiesAreEqual() {
        BatchNormalization layer = options(new ShiftBatchNormalization.Builder());
        for (Object copy : Copies.of(layer, org.deeplearning4j.nn.conf.layers.Layer.class)) {
            assertThat(copy).isEqualTo(layer).hasSameHashCodeAs(layer);
        }
        assertThat(layer.clone()).isNotSameAs(layer).isEqualTo(layer);
        assertThat(layer).isNotEqualTo(builder().build());
    }

    @Test
    void survivesTheConfigurationsFormatsAndTheModelSerializer() {
        MultiLayerNetwork network = network(DataType.DOUBLE, true);
        MultiLayerConfiguration original = network.getLayerWiseConfigurations();
        assertThat(Copies.of(original)).allSatisfy(copy -> assertThat(copy).isEqualTo(original));
        DataSet data = new DataSet(Nd4j.rand(DataType.DOUBLE, 8, 4), Nd4j.rand(DataType.DOUBLE, 8, 2));
        for (int step = 0; step < 3; step++) {
            network.fit(data);
        }
        MultiLayerNetwork copy = Copies.saved(network);
        assertThat(copy.getLayer(1)).isInstanceOf(io.github.bnn4j.normalization.impl.ShiftBatchNormalization.class);
        copy.fit(data);
        network.fit(data);
        assertThat(copy.params()).isEqualTo(network.params());
        assertThat(copy.output(data.getFeatures())).isEqualTo(network.output(data.getFeatures()));
    }

    private static MultiLayerNetwork network(DataType type, boolean useLogStd) {
        return new SmallNetwork()
                .type(type)
                .updater(new Adam(0.01))
                .inputs(4)
                .chain(
                        new DenseLayer.Builder()
                                .nOut(FEATURES)
                                .activation(Activation.IDENTITY)
                                .build(),
                        new ShiftBatchNormalization.Builder()
                                .useLogStd(useLogStd)
                                .build(),
                        linearOutput(2));
    }

    @Test
    void refusesOtherShapes() {
        Layer layer = layer(builder().build());
        for (long[] shape : new long[][] {{4, 2}, {4, 2, 3, 3}, {4, 3, 5}}) {
            assertThatExceptionOfType(DL4JInvalidInputException.class)
                    .isThrownBy(() -> train(layer, Nd4j.rand(DataType.DOUBLE, shape)))
                    .withMessageContaining("[examples, 3]");
        }
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> builder().build().getOutputType(2, InputType.recurrent(3)))
                .withMessageContaining("layer 2");
    }
}
