package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.signed;
import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * DL4J's FrozenLayerWithBackprop runs forward as at inference and backward as in training: what was not dropped in
 * forward must not be dropped in backward.
 */
class BinaryDenseLayerFrozenTest {

    private static final int EXAMPLES = 5;
    private static final int IN = 4;
    private static final int HIDDEN = 6;
    private static final int OUT = 3;
    private static final double LEARNING_RATE = 0.1;

    static Stream<Arguments> variants() {
        return Stream.of(null, NoScaleDropout.dropRate(0.5), new Dropout(0.5))
                .flatMap(dropout -> Stream.of(null, new SteSign(2))
                        .flatMap(quantizer -> Stream.of(Activation.IDENTITY, Activation.TANH)
                                .map(activation -> Arguments.of(dropout, quantizer, activation))));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void passesTheGradientOnAsItPassedTheValues(IDropout dropout, Quantizer inputQuantizer, Activation activation) {
        Nd4j.getRandom().setSeed(3);
        MultiLayerNetwork network = network(dropout, inputQuantizer, activation);
        INDArray x = Nd4j.randn(DataType.DOUBLE, EXAMPLES, IN);
        INDArray labels = Nd4j.randn(DataType.DOUBLE, EXAMPLES, OUT);
        INDArray first = network.getParam("0_W").dup();
        INDArray frozen = network.getParam("1_W").dup();
        INDArray expectedStep = gradientOfFirst(network, x, labels, inputQuantizer, activation);

        network.fit(new DataSet(x, labels));

        assertThat(network.getParam("1_W")).isEqualTo(frozen);
        assertThat(expectedStep.norm1Number().doubleValue()).isPositive();
        assertThat(first.sub(network.getParam("0_W")).equalsWithEps(expectedStep.mul(LEARNING_RATE), 1e-10))
                .isTrue();
    }

    /** By the chain rule: h = x W, z = q(h) Wb, a = f(z), y = a V, loss the mean over examples of sum (y - t)^2 / 3. */
    private static INDArray gradientOfFirst(
            MultiLayerNetwork network, INDArray x, INDArray labels, Quantizer inputQuantizer, Activation activation) {
        INDArray h = x.mmul(network.getParam("0_W"));
        INDArray q = inputQuantizer == null ? h : signed(h, 1);
        INDArray binarized = signed(network.getParam("1_W"), 1);
        INDArray a = q.mmul(binarized);
        INDArray slope = Nd4j.ones(DataType.DOUBLE, a.shape());
        if (activation == Activation.TANH) {
            a = Transforms.tanh(a, true);
            slope = a.mul(a).rsubi(1);
        }
        INDArray y = a.mmul(network.getParam("2_W")).addiRowVector(network.getParam("2_b"));
        INDArray dy = y.sub(labels).muli(2.0 / OUT / EXAMPLES);
        INDArray dh = dy.mmul(network.getParam("2_W").transpose()).muli(slope).mmul(binarized.transpose());
        if (inputQuantizer != null) {
            for (int i = 0; i < EXAMPLES; i++) {
                for (int j = 0; j < HIDDEN; j++) {
                    dh.putScalar(i, j, Math.abs(h.getDouble(i, j)) <= 2 ? dh.getDouble(i, j) : 0);
                }
            }
        }
        return x.transpose().mmul(dh);
    }

    private static MultiLayerNetwork network(IDropout dropout, Quantizer inputQuantizer, Activation activation) {
        return new SmallNetwork()
                .type(DataType.DOUBLE)
                .updater(new Sgd(LEARNING_RATE))
                .chain(
                        new DenseLayer.Builder()
                                .nIn(IN)
                                .nOut(HIDDEN)
                                .hasBias(false)
                                .activation(Activation.IDENTITY)
                                .build(),
                        new FrozenLayerWithBackprop(new BinaryDenseLayer.Builder()
                                .nIn(HIDDEN)
                                .nOut(HIDDEN)
                                .inputQuantizer(inputQuantizer)
                                .activation(activation)
                                .dropOut(dropout)
                                .build()),
                        linearOutput(HIDDEN, OUT));
    }
}
