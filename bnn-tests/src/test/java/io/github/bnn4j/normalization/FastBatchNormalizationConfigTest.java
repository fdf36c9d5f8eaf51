package io.github.bnn4j.normalization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.serialization.Copies;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Sgd;

/** Whatever the builder is told, it ends up where DL4J's ends up. */
class FastBatchNormalizationConfigTest {

    private static BatchNormalization.Builder everything(BatchNormalization.Builder builder) {
        builder.nIn(3).nOut(4);
        builder.name("norm").dropOut(NoScaleDropout.dropRate(0.2));
        builder.activation(Activation.RELU).weightInit(WeightInit.ONES).biasInit(0.5);
        builder.l1(0.1).l2(0.2).l1Bias(0.3).l2Bias(0.4);
        builder.updater(new Nadam(0.3)).biasUpdater(new Sgd(0.4));
        builder.weightNoise(new DropConnect(0.5));
        builder.gradientNormalization(GradientNormalization.ClipL2PerLayer).gradientNormalizationThreshold(3);
        builder.constrainGamma(new MaxNormConstraint(2, 1)).constrainBeta(new NonNegativeConstraint());
        return builder.decay(0.6)
                .eps(0.01)
                .minibatch(false)
                .gamma(1.5)
                .beta(0.25)
                .lockGammaBeta(true)
                .helperAllowFallback(false)
                .useLogStd(false)
                .dataFormat(CNN2DFormat.NHWC);
    }

    @Test
    void everyOptionArrives() throws IllegalAccessException {
        BatchNormalization stock = everything(new BatchNormalization.Builder()).build();
        BatchNormalization fast =
                everything(new FastBatchNormalization.Builder()).build();
        assertThat(fast).isExactlyInstanceOf(FastBatchNormalization.class);
        assertSameFields(fast, stock);
        int changed = 0;
        BatchNormalization plain = new BatchNormalization.Builder().build();
        for (Field field : fields()) {
            changed += Objects.deepEquals(field.get(stock), field.get(plain)) ? 0 : 1;
        }
        assertThat(changed).as("options that are not the default").isGreaterThan(20);
    }

    @Test
    void defaultsAreDl4js() throws IllegalAccessException {
        assertSameFields(new FastBatchNormalization(), new BatchNormalization());
        assertSameFields(new FastBatchNormalization.Builder().build(), new BatchNormalization.Builder().build());
    }

    @Test
    void whatTheNetworkSaysArrives() throws IllegalAccessException {
        assertSameFields(
                layerOf(network(new FastBatchNormalization.Builder())),
                layerOf(network(new BatchNormalization.Builder())));
    }

    /** With the logarithm, since DL4J forgets that of any batch normalization until the network has parameters. */
    @Test
    void jsonAndYaml() {
        for (UnaryOperator<BatchNormalization.Builder> options : List.<UnaryOperator<BatchNormalization.Builder>>of(
                FastBatchNormalizationConfigTest::everything, b -> b)) {
            MultiLayerConfiguration config =
                    network(options.apply(new FastBatchNormalization.Builder()).useLogStd(true));
            for (MultiLayerConfiguration back : Copies.of(config)) {
                assertThat(back).isEqualTo(config);
                assertThat(layerOf(back))
                        .isExactlyInstanceOf(FastBatchNormalization.class)
                        .isEqualTo(layerOf(config))
                        .hasSameHashCodeAs(layerOf(config));
            }
        }
        ComputationGraphConfiguration graph = new SmallNetwork().graphConfiguration(vertices -> vertices.addInputs("in")
                .addLayer(
                        "norm",
                        everything(new FastBatchNormalization.Builder())
                                .useLogStd(true)
                                .build(),
                        "in")
                .setOutputs("norm"));
        assertThat(ComputationGraphConfiguration.fromJson(graph.toJson())).isEqualTo(graph);
    }

    @Test
    void cloneAndEquals() {
        BatchNormalization fast =
                everything(new FastBatchNormalization.Builder()).build();
        assertThat(fast.clone())
                .isExactlyInstanceOf(FastBatchNormalization.class)
                .isEqualTo(fast)
                .isNotSameAs(fast);
        assertThat(fast)
                .isNotEqualTo(everything(new BatchNormalization.Builder()).build());
        assertThat(everything(new BatchNormalization.Builder()).build())
                .as("symmetric")
                .isNotEqualTo(fast);
        assertThat(fast)
                .isNotEqualTo(everything(new FastBatchNormalization.Builder())
                        .eps(0.02)
                        .build());
        assertThat(fast.toString()).contains("FastBatchNormalization", "eps=0.01");
    }

    private static MultiLayerConfiguration network(BatchNormalization.Builder builder) {
        return new SmallNetwork()
                .updater(new Nadam(0.7))
                .with(global -> global.l2(0.3)
                        .weightInit(WeightInit.XAVIER)
                        .activation(Activation.TANH)
                        .dropOut(0.8)
                        .constrainAllParameters(new NonNegativeConstraint()))
                .configuration(builder.build(), new LossLayer());
    }

    private static BatchNormalization layerOf(MultiLayerConfiguration config) {
        return (BatchNormalization) config.getConf(0).getLayer();
    }

    private static void assertSameFields(BatchNormalization fast, BatchNormalization stock)
            throws IllegalAccessException {
        for (Field field : fields()) {
            assertThat(field.get(fast)).as(field.getName()).isEqualTo(field.get(stock));
        }
    }

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = BatchNormalization.class; type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        assertThat(fields).hasSizeGreaterThan(22);
        return fields;
    }
}
