package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertClose;
import static io.github.bnn4j.export.ComparedScores.assertSameBits;

import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/** Batch normalization at any place of a network, and that nothing but its four parameters and eps matters. */
class PackedExporterBatchNormTest {

    private static final int EXAMPLES = 40;
    private static final int IN = 70;

    private final Random random = new Random(6);

    static Stream<Arguments> encodings() {
        return Stream.of(
                        InputEncoding.signs(IN),
                        InputEncoding.floats(IN),
                        InputEncoding.bytes(-1, 1, 1, 1, IN),
                        InputEncoding.bytes(0, 255, 1, 7, 10))
                .flatMap(encoding -> Stream.of(
                        Arguments.of(encoding, true, DataType.FLOAT),
                        Arguments.of(encoding, false, DataType.FLOAT),
                        Arguments.of(encoding, true, DataType.DOUBLE)));
    }

    private float[] draw(InputEncoding encoding) {
        int count = EXAMPLES * encoding.size();
        return switch (encoding.type()) {
            case SIGNS -> Nets.signs(count, random);
            case FLOATS -> Nets.gaussians(count, random);
            case BYTES -> {
                float[] values = Nets.integers(count, 0, 255, random);
                for (int i = 0; i < count; i++) {
                    values[i] = (float) (encoding.scale() * values[i] + encoding.offset());
                }
                yield values;
            }
        };
    }

    private static BatchNormalization normalization(int features, boolean useLogStd) {
        return new BatchNormalization.Builder()
                .nIn(features)
                .nOut(features)
                .useLogStd(useLogStd)
                .build();
    }

    private MultiLayerNetwork draw(DataType type, Layer... layers) {
        MultiLayerNetwork network = new SmallNetwork().type(type).chain(layers);
        for (int i = 0; i < layers.length; i++) {
            if (layers[i] instanceof BatchNormalization) {
                Nets.drawNormalization(network, i, random);
            }
        }
        return network;
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void alone(InputEncoding encoding, boolean useLogStd, DataType type) {
        MultiLayerNetwork network = draw(type, normalization(IN, useLogStd));

        assertClose(network, PackedExporter.export(network, encoding, List.of()), draw(encoding), EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void beforeABinaryLayer(InputEncoding encoding, boolean useLogStd, DataType type) {
        MultiLayerNetwork network = draw(type, normalization(IN, useLogStd), Nets.binaryWithBias(IN, 20));
        Nets.setIntegers(network, 1, "b", -3, 3, random);

        assertClose(network, PackedExporter.export(network, encoding, List.of()), draw(encoding), EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void afterABinaryLayer(InputEncoding encoding, boolean useLogStd, DataType type) {
        MultiLayerNetwork network = draw(type, Nets.binaryWithBias(IN, 20), normalization(20, useLogStd));
        Nets.setIntegers(network, 0, "b", -3, 3, random);

        assertClose(network, PackedExporter.export(network, encoding, List.of()), draw(encoding), EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void twiceAfterABinaryLayer(InputEncoding encoding, boolean useLogStd, DataType type) {
        MultiLayerNetwork network =
                draw(type, Nets.binary(IN, 20), normalization(20, useLogStd), normalization(20, !useLogStd));

        assertClose(network, PackedExporter.export(network, encoding, List.of()), draw(encoding), EXAMPLES);
    }

    /** With a sign after it: inputs that equal their mean are +1 for any gamma. */
    @ParameterizedTest
    @MethodSource("encodings")
    void firstOfAllWithASignAndABinaryLayerBehind(InputEncoding encoding, boolean useLogStd, DataType type) {
        MultiLayerNetwork network = draw(type, normalization(IN, useLogStd), Nets.sign(), Nets.binary(IN, 20));
        float[] x = draw(encoding);
        double[] means = new double[IN];
        for (int i = 0; i < IN; i++) {
            means[i] = x[i];
        }
        Nets.set(network, 0, "mean", means);
        Nets.set(network, 0, "beta", 0);

        assertSameBits(network, PackedExporter.export(network, encoding, List.of()), x, EXAMPLES);
    }

    /** As above; the first of two takes the mean away, and the second adds nothing. */
    @ParameterizedTest
    @MethodSource("encodings")
    void twoFirstOfAllWithASignBehind(InputEncoding encoding, boolean useLogStd, DataType type) {
        MultiLayerNetwork network =
                draw(type, normalization(IN, useLogStd), normalization(IN, !useLogStd), Nets.sign());
        float[] x = draw(encoding);
        double[] means = new double[IN];
        for (int i = 0; i < IN; i++) {
            means[i] = x[i];
        }
        Nets.set(network, 0, "mean", means);
        Nets.set(network, 0, "beta", 0);
        Nets.set(network, 1, "mean", 0);
        Nets.set(network, 1, "beta", 0);

        assertSameBits(network, PackedExporter.export(network, encoding, List.of()), x, EXAMPLES);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, .7", "2, 0", "-1, 0", "0, 0", "0, .7", "-2, .7"})
    void lockedGammaAndBeta(double gamma, double beta) {
        BatchNormalization locked = new BatchNormalization.Builder(true)
                .gamma(gamma)
                .beta(beta)
                .nIn(20)
                .nOut(20)
                .build();
        MultiLayerNetwork network = draw(DataType.FLOAT, Nets.binary(IN, 20), locked);

        assertClose(network, PackedExporter.export(network), draw(InputEncoding.floats(IN)), EXAMPLES);
    }

    /** DL4J's batch normalization does not look at its activation function. */
    @Test
    void itsActivationFunctionIsNotUsed() {
        BatchNormalization relu = new BatchNormalization.Builder()
                .nIn(20)
                .nOut(20)
                .activation(Activation.RELU)
                .build();
        MultiLayerNetwork network = draw(DataType.FLOAT, Nets.binary(IN, 20), relu);

        assertClose(network, PackedExporter.export(network), draw(InputEncoding.floats(IN)), EXAMPLES);
    }
}
