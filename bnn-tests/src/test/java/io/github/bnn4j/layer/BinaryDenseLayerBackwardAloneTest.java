package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.assertClose;
import static io.github.bnn4j.layer.Reference.signed;

import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J lets a layer go backward when only its input was set: a stock layer computes what it needs then. The binary one
 * must not answer with the kernel of an earlier pass, or with an error.
 */
class BinaryDenseLayerBackwardAloneTest {

    private static final int IN = 5;
    private static final int OUT = 4;

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"IDENTITY", "TANH"})
    void isThatOfTheStockLayer(Activation activation) {
        Nd4j.getRandom().setSeed(1);
        OneLayer binary = OneLayer.of(
                DataType.DOUBLE,
                new BinaryDenseLayer.Builder()
                        .nIn(IN)
                        .nOut(OUT)
                        .hasBias(true)
                        .activation(activation)
                        .build());
        OneLayer stock = OneLayer.of(
                DataType.DOUBLE,
                new DenseLayer.Builder()
                        .nIn(IN)
                        .nOut(OUT)
                        .activation(activation)
                        .build());
        for (int pass = 0; pass < 3; pass++) {
            binary.kernel().assign(Nd4j.randn(DataType.DOUBLE, IN, OUT));
            stock.kernel().assign(signed(binary.kernel(), 1));
            INDArray x = Nd4j.randn(DataType.DOUBLE, 3, IN);
            INDArray epsilon = Nd4j.randn(DataType.DOUBLE, 3, OUT);
            binary.layer().setInput(x, LayerWorkspaceMgr.noWorkspaces());
            stock.layer().setInput(x, LayerWorkspaceMgr.noWorkspaces());

            assertClose(binary.backward(epsilon), stock.backward(epsilon), 1e-12);
            assertClose(binary.gradient("W"), stock.gradient("W"), 1e-12);
        }
    }
}
