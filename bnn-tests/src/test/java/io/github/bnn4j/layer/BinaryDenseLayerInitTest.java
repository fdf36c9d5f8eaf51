package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.networks.SmallNetwork;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Latent kernels start uniform in [-H, H]; shapes and counts are those of DL4J's DenseLayer. */
class BinaryDenseLayerInitTest {

    private static final int IN = 120;
    private static final int OUT = 250;

    static Stream<KernelBound> bounds() {
        return Stream.of(KernelBound.of(1), KernelBound.of(0.5), KernelBound.of(3), KernelBound.glorot());
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void kernelIsUniformWithinItsBound(KernelBound bound) {
        double h = bound.resolve(IN, OUT);
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray kernel =
                    OneLayer.of(type, layer().kernelBound(bound).build()).kernel();

            int n = IN * OUT;
            int bins = 10;
            int[] counts = new int[bins];
            for (double w :
                    kernel.castTo(DataType.DOUBLE).reshape('f', new long[] {n}).toDoubleVector()) {
                assertThat(w).isBetween(-h * (1 + 1e-6), h * (1 + 1e-6));
                counts[(int) Math.min(bins - 1, Math.max(0, Math.floor((w / h + 1) / 2 * bins)))]++;
            }
            double expected = (double) n / bins;
            double deviation = Math.sqrt(expected * (1 - 1.0 / bins));
            for (int count : counts) {
                assertThat((double) count).isBetween(expected - 5 * deviation, expected + 5 * deviation);
            }
        }
    }

    @Test
    void theSeedDecides() {
        INDArray first = OneLayer.of(DataType.FLOAT, layer().build(), 1).kernel();
        INDArray again = OneLayer.of(DataType.FLOAT, layer().build(), 1).kernel();
        INDArray other = OneLayer.of(DataType.FLOAT, layer().build(), 2).kernel();
        assertThat(again.equals(first)).isTrue();
        assertThat(other.equals(first)).isFalse();
    }

    @Test
    void anInitOfTheUsersOwnIsUsed() {
        INDArray kernel = OneLayer.of(
                        DataType.FLOAT, layer().weightInit(WeightInit.ONES).build())
                .kernel();
        assertThat(kernel.minNumber().doubleValue()).isEqualTo(1);
        assertThat(kernel.maxNumber().doubleValue()).isEqualTo(1);
    }

    /** The network's own default, Xavier unless told otherwise, is for stock layers. */
    @Test
    void theNetworksInitAndActivationAreForStockLayers() {
        MultiLayerNetwork network = new SmallNetwork()
                .with(global -> global.weightInit(WeightInit.ZERO))
                .chain(layer().build());
        assertThat(network.getLayer(0).getParam("W").maxNumber().doubleValue()).isGreaterThan(0.9);
        BinaryDenseLayer config = (BinaryDenseLayer) network.getLayer(0).conf().getLayer();
        assertThat(config.getActivationFn()).hasToString("identity");
    }

    @Test
    void biasStartsAtItsInitAndOnlyIfAsked() {
        OneLayer without = OneLayer.of(DataType.FLOAT, layer().build());
        OneLayer with =
                OneLayer.of(DataType.FLOAT, layer().hasBias(true).biasInit(0.25).build());

        assertThat(without.layer().paramTable().keySet()).containsExactly("W");
        assertThat(without.layer().numParams()).isEqualTo(IN * OUT);
        assertThat(without.kernel().shape()).containsExactly(IN, OUT);
        assertThat(with.layer().paramTable().keySet()).containsExactly("W", "b");
        assertThat(with.layer().numParams()).isEqualTo(IN * OUT + OUT);
        assertThat(with.bias().minNumber().doubleValue()).isEqualTo(0.25);
        assertThat(with.bias().maxNumber().doubleValue()).isEqualTo(0.25);
    }

    private static BinaryDenseLayer.Builder layer() {
        return new BinaryDenseLayer.Builder().nIn(IN).nOut(OUT);
    }
}
