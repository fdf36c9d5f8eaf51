package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.networks.DoublePrecision;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The layer at every time step, behind a recurrent layer, with feature and label masks. */
@ExtendWith(DoublePrecision.class)
class BinaryDenseLayerTimeSeriesGradientCheckTest {

    private static final int EXAMPLES = 3;
    private static final int STEPS = 4;

    static Stream<Arguments> masks() {
        double[][] ragged = {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}};
        double[][] lastStep = {{0, 0, 0, 1}, {0, 1, 0, 0}, {0, 0, 1, 0}};
        return Stream.of(
                Arguments.of("none", null, null),
                Arguments.of("features", ragged, ragged),
                Arguments.of("labels", null, lastStep),
                Arguments.of("both", ragged, lastStep));
    }

    @ParameterizedTest(name = "masks: {0}")
    @MethodSource("masks")
    void timeDistributed(String name, double[][] featureMask, double[][] labelMask) {
        assertThat(check(false, Activation.IDENTITY, 1, featureMask, labelMask)).isTrue();
        assertThat(check(true, Activation.TANH, 1, featureMask, labelMask)).isTrue();
        assertThat(check(true, Activation.TANH, 1.1, featureMask, labelMask))
                .as("with a wrong kernel gradient")
                .isFalse();
    }

    private static boolean check(
            boolean quantizeInput,
            Activation activation,
            double gradientFactor,
            double[][] featureMask,
            double[][] labelMask) {
        Nd4j.getRandom().setSeed(5);
        MultiLayerNetwork network = new SmallNetwork()
                .type(DataType.DOUBLE)
                .updater(new NoOp())
                .input(InputType.recurrent(2, STEPS))
                .chain(
                        new SimpleRnn.Builder()
                                .nOut(4)
                                .activation(Activation.TANH)
                                .build(),
                        new BinaryDenseLayer.Builder()
                                .nOut(3)
                                .kernelBound(0.6)
                                .kernelQuantizer(new TanhQuantizer(gradientFactor))
                                .inputQuantizer(quantizeInput ? new TanhQuantizer() : null)
                                .learningRateScale(KernelLearningRateScale.none())
                                .hasBias(true)
                                .activation(activation)
                                .build(),
                        new RnnOutputLayer.Builder(LossFunction.MSE)
                                .nOut(2)
                                .activation(Activation.TANH)
                                .build());
        return GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .input(Nd4j.rand(DataType.DOUBLE, EXAMPLES, 2, STEPS).subi(0.5))
                .labels(Nd4j.rand(DataType.DOUBLE, EXAMPLES, 2, STEPS).subi(0.5))
                .exitOnFirstError(true)
                .inputMask(mask(featureMask))
                .labelMask(mask(labelMask)));
    }

    private static INDArray mask(double[][] mask) {
        return mask == null ? null : Nd4j.createFromArray(mask);
    }
}
