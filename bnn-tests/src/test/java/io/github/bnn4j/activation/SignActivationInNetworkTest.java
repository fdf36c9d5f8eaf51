package io.github.bnn4j.activation;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.Quantizers;
import io.github.bnn4j.serialization.Copies;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** In whole networks: every quantizer that applies survives the configuration's formats, trains and predicts. */
class SignActivationInNetworkTest {

    static List<Quantizer> elementwise() {
        return Quantizers.elementwise();
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void survivesTheConfigurationsFormats(Quantizer quantizer) {
        MultiLayerConfiguration original = configuration(quantizer);
        for (MultiLayerConfiguration copy : Copies.of(original)) {
            assertThat(copy).isEqualTo(original);
            IActivation activation = ((ActivationLayer) copy.getConf(1).getLayer()).getActivationFn();
            assertThat(((SignActivation) activation).getQuantizer()).isEqualTo(quantizer);
        }
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void survivesAGraphConfigurationsFormats(Quantizer quantizer) {
        ComputationGraphConfiguration original = new SmallNetwork()
                .graphConfiguration(vertices -> vertices.addInputs("in")
                        .addLayer(
                                "hidden",
                                new DenseLayer.Builder()
                                        .nIn(3)
                                        .nOut(4)
                                        .activation(new SignActivation(quantizer))
                                        .build(),
                                "in")
                        .setOutputs("hidden"));
        assertThat(ComputationGraphConfiguration.fromJson(original.toJson())).isEqualTo(original);
        assertThat(ComputationGraphConfiguration.fromYaml(original.toYaml())).isEqualTo(original);
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void networkOutputIsTheQuantizedPreactivationTimesTheNextKernel(Quantizer quantizer) {
        MultiLayerNetwork net = new MultiLayerNetwork(configuration(quantizer));
        net.init();
        INDArray x = Nd4j.linspace(-1, 1, 15, org.nd4j.linalg.api.buffer.DataType.FLOAT)
                .reshape(5, 3);
        net.fit(x, Nd4j.ones(5, 2));

        INDArray preactivation = x.mmul(net.getParam("0_W")).addiRowVector(net.getParam("0_b"));
        INDArray quantized = preactivation.dup();
        quantizer.quantize(quantized, quantized, false);
        assertThat(quantized).isNotEqualTo(preactivation);
        assertThat(net.feedForward(x, false).get(2).equalsWithEps(quantized, 1e-5))
                .isTrue();
        INDArray product = quantized.mmul(net.getParam("2_W")).addiRowVector(net.getParam("2_b"));
        assertThat(net.output(x).equalsWithEps(product, 1e-5)).isTrue();
    }

    private static MultiLayerConfiguration configuration(Quantizer quantizer) {
        return new SmallNetwork()
                .seed(4) // with preactivations beyond 1, which the expected value of a random sign cuts off
                .updater(new Sgd(0.1))
                .inputs(3)
                .configuration(
                        new DenseLayer.Builder()
                                .nOut(4)
                                .activation(Activation.IDENTITY)
                                .build(),
                        new ActivationLayer(new SignActivation(quantizer)),
                        linearOutput(2));
    }
}
