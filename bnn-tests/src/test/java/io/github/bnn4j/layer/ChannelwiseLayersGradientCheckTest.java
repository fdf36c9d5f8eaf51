package io.github.bnn4j.layer;

import static io.github.bnn4j.networks.SmallNetwork.softmaxOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.networks.DoublePrecision;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.Quantizer;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** DL4J's numeric gradient check; of RSign with a smooth quantizer, as the sign's pseudo-gradient is none. */
@ExtendWith(DoublePrecision.class)
class ChannelwiseLayersGradientCheckTest {

    private static final int EXAMPLES = 3;
    private static final int CLASSES = 3;

    /**
     * @param before makes the layers' input of the network's
     * @param shape of the features
     */
    record Case(String name, InputType type, Layer before, long... shape) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "dense",
                        InputType.feedForward(4),
                        new DenseLayer.Builder()
                                .nOut(5)
                                .activation(Activation.TANH)
                                .build(),
                        EXAMPLES,
                        4),
                new Case(
                        "series",
                        InputType.recurrent(2, 4),
                        new LSTM.Builder().nOut(3).build(),
                        EXAMPLES,
                        2,
                        4),
                new Case("NCHW", images(CNN2DFormat.NCHW), convolution(CNN2DFormat.NCHW), EXAMPLES, 2, 4, 4),
                new Case("NHWC", images(CNN2DFormat.NHWC), convolution(CNN2DFormat.NHWC), EXAMPLES, 4, 4, 2));
    }

    private static InputType images(CNN2DFormat format) {
        return InputType.convolutional(4, 4, 2, format);
    }

    private static Layer convolution(CNN2DFormat format) {
        return new ConvolutionLayer.Builder(2, 2)
                .nOut(3)
                .dataFormat(format)
                .activation(Activation.TANH)
                .build();
    }

    private static MultiLayerNetwork network(Case which, Quantizer quantizer, double dropRate) {
        SmallNetwork small = new SmallNetwork()
                .type(DataType.DOUBLE)
                .updater(new NoOp())
                .with(global -> global.l2(.03).l2Bias(.02))
                .input(which.type());
        RSignLayer.Builder sign = new RSignLayer.Builder().quantizer(quantizer);
        RPReLULayer.Builder activation = new RPReLULayer.Builder();
        if (dropRate > 0) {
            sign.dropOut(NoScaleDropout.dropRate(dropRate));
            activation.dropOut(NoScaleDropout.dropRate(dropRate));
        }
        MultiLayerNetwork network = which.type().getType() == InputType.Type.FF
                ? small.chain(which.before(), activation.build(), sign.build(), softmaxOutput(CLASSES))
                : small.chain(
                        which.before(),
                        activation.build(),
                        sign.build(),
                        new GlobalPoolingLayer(PoolingType.AVG),
                        softmaxOutput(CLASSES));
        Nd4j.getRandom().setSeed(5);
        network.setParams(Nd4j.rand(DataType.DOUBLE, network.params().shape()).subi(.5));
        return network;
    }

    private static boolean check(Case which, MultiLayerNetwork network) {
        Nd4j.getRandom().setSeed(7);
        return GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .input(Nd4j.randn(DataType.DOUBLE, which.shape()))
                .labels(RandomData.classesInTurn(DataType.DOUBLE, EXAMPLES, CLASSES))
                .callEachIter(net -> Nd4j.getRandom().setSeed(12345)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRight(Case which) {
        assertThat(check(which, network(which, new TanhQuantizer(), 0))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRightWithDropout(Case which) {
        assertThat(check(which, network(which, new TanhQuantizer(), .3))).isTrue();
    }

    /** Were this one to pass, the checks above would say nothing. */
    @ParameterizedTest
    @MethodSource("cases")
    void aWrongGradientFails(Case which) {
        assertThat(check(which, network(which, new TanhQuantizer(1.1), 0))).isFalse();
    }

    /** Their parameters have the regularization of biases: of weights it would hold them near 0. */
    @Test
    void theParametersAreRegularizedAsBiases() {
        Case dense = cases().findFirst().orElseThrow();
        MultiLayerNetwork network = network(dense, new TanhQuantizer(), 0);
        INDArray x = Nd4j.randn(DataType.DOUBLE, dense.shape());
        DataSet data = new DataSet(x, RandomData.classesInTurn(DataType.DOUBLE, EXAMPLES, CLASSES));

        double expected = 0;
        for (String bias : new String[] {"0_b", "1_b1", "1_a", "1_b2", "2_b", "3_b"}) {
            expected += .5 * .02 * sumOfSquares(network.getParam(bias));
        }
        for (String weights : new String[] {"0_W", "3_W"}) {
            expected += .5 * .03 * sumOfSquares(network.getParam(weights));
        }

        assertThat(network.calcRegularizationScore(true)).isCloseTo(expected, within(1e-9));
        assertThat(network.score(data)).isGreaterThan(expected);
    }

    private static double sumOfSquares(INDArray param) {
        return param.mul(param).sumNumber().doubleValue();
    }
}
