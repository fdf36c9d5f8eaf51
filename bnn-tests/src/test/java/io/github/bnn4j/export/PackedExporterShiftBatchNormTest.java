package io.github.bnn4j.export;

import static io.github.bnn4j.export.ComparedScores.assertClose;
import static io.github.bnn4j.export.ComparedScores.assertSameBits;

import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.normalization.ShiftBatchNormalization;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Shift-based batch normalization, folded into thresholds and kept as scores: the factors are its powers of two. */
class PackedExporterShiftBatchNormTest {

    private static final int EXAMPLES = 200;
    private static final int IN = 40;

    private final Random random = new Random(5);

    @ParameterizedTest
    @CsvSource({"FLOAT, true", "FLOAT, false", "DOUBLE, true", "DOUBLE, false"})
    void packedAndDl4jAgree(DataType type, boolean useLogStd) {
        MultiLayerNetwork network = new SmallNetwork()
                .type(type)
                .chain(
                        Nets.binary(IN, 64),
                        shift(64, useLogStd).build(),
                        Nets.sign(),
                        Nets.binary(64, 5),
                        shift(5, useLogStd).build());
        Nets.drawNormalization(network, 1, random);
        Nets.drawNormalization(network, 4, random);

        float[] x = Nets.signs(EXAMPLES * IN, random);
        assertClose(network, PackedExporter.export(network, InputEncoding.signs(IN), List.of()), x, EXAMPLES);
    }

    /** DL4J's own leaves a locked gamma out where beta is 0. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void aLockedGamma(double beta) {
        MultiLayerNetwork network = new SmallNetwork()
                .chain(
                        Nets.binary(IN, 8),
                        shift(8, true).lockGammaBeta(true).gamma(-3).beta(beta).build());

        float[] x = Nets.signs(EXAMPLES * IN, random);
        assertSameBits(network, PackedExporter.export(network, InputEncoding.signs(IN), List.of()), x, EXAMPLES);
    }

    private static BatchNormalization.Builder shift(int features, boolean useLogStd) {
        return new ShiftBatchNormalization.Builder()
                .nIn(features)
                .nOut(features)
                .useLogStd(useLogStd);
    }
}
