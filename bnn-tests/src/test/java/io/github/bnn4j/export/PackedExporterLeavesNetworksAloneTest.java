package io.github.bnn4j.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.quantizer.MagnitudeAwareSign;
import io.github.bnn4j.quantizer.StochasticSign;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Exporting reads: it neither changes a network nor shares memory with it. */
class PackedExporterLeavesNetworksAloneTest {

    private static final int EXAMPLES = 10;

    private final float[] x = Nets.signs(EXAMPLES * 12, new Random(12));
    private MultiLayerNetwork network;

    @BeforeEach
    void build() {
        network = new SmallNetwork()
                .chain(
                        new BinaryDenseLayer.Builder()
                                .nIn(12)
                                .nOut(10)
                                .kernelQuantizer(new MagnitudeAwareSign())
                                .hasBias(true)
                                .build(),
                        Nets.normalization(10),
                        Nets.sign(),
                        new BinaryDenseLayer.Builder()
                                .nIn(10)
                                .nOut(8)
                                .kernelBound(0.3)
                                .kernelQuantizer(new StochasticSign())
                                .build(),
                        new DenseLayer.Builder()
                                .nIn(8)
                                .nOut(4)
                                .activation(Activation.TANH)
                                .build(),
                        Nets.normalization(4));
        Nets.drawNormalization(network, 1, new Random(13));
    }

    @Test
    void parametersAndConfigurationStayAsTheyAre() {
        INDArray parameters = network.params().dup();
        String configuration = network.getLayerWiseConfigurations().toJson();
        float[] before = ComparedScores.of(network, x, EXAMPLES);

        PackedExporter.export(network);
        PackedExporter.export(network, InputEncoding.signs(12), List.of());

        assertThat(network.params()).isEqualTo(parameters);
        assertThat(network.getLayerWiseConfigurations().toJson()).isEqualTo(configuration);
        assertThat(ComparedScores.of(network, x, EXAMPLES)).containsExactly(before);
    }

    @Test
    void theNetworkMayTrainOn() {
        PackedNetwork packed = PackedExporter.export(network);
        float[] before = ComparedScores.of(packed, x, EXAMPLES);

        network.params().negi().addi(0.5);

        assertThat(ComparedScores.of(packed, x, EXAMPLES)).containsExactly(before);
        assertThat(ComparedScores.of(PackedExporter.export(network), x, EXAMPLES))
                .isNotEqualTo(before);
    }
}
