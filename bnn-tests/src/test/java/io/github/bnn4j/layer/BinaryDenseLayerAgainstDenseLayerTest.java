package io.github.bnn4j.layer;

import static io.github.bnn4j.layer.Reference.assertClose;
import static io.github.bnn4j.layer.Reference.assertSame;
import static io.github.bnn4j.layer.Reference.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.kernel.KernelBound;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * With a deterministic sign, the layer is DL4J's DenseLayer holding {@code H * sign(W)}: same output, same dL/dInput, and
 * dL/dWb goes to the latent kernel as it is.
 */
class BinaryDenseLayerAgainstDenseLayerTest {

    private static final int EXAMPLES = 7;
    private static final int IN = 19;
    private static final int OUT = 11;

    record Variant(DataType type, KernelBound bound, boolean bias, IActivation activation, IDropout dropout) {

        double h() {
            return bound.resolve(IN, OUT);
        }

        BinaryDenseLayer binary() {
            return new BinaryDenseLayer.Builder()
                    .nIn(IN)
                    .nOut(OUT)
                    .kernelBound(bound)
                    .hasBias(bias)
                    .activation(activation)
                    .dropOut(dropout == null ? null : dropout.clone())
                    .build();
        }

        DenseLayer stock() {
            return new DenseLayer.Builder()
                    .nIn(IN)
                    .nOut(OUT)
                    .hasBias(bias)
                    .activation(activation)
                    .dropOut(dropout == null ? null : dropout.clone())
                    .build();
        }
    }

    static List<Variant> variants() {
        List<Variant> variants = new ArrayList<>();
        for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
            for (KernelBound bound :
                    List.of(KernelBound.of(1), KernelBound.of(0.5), KernelBound.of(3), KernelBound.glorot())) {
                for (boolean bias : new boolean[] {true, false}) {
                    for (IActivation activation : List.of(
                            new ActivationIdentity(),
                            new ActivationTanH(),
                            new ActivationSoftmax(),
                            new ActivationReLU(),
                            new SignActivation())) {
                        variants.add(new Variant(type, bound, bias, activation, null));
                    }
                }
                variants.add(new Variant(type, bound, true, new ActivationIdentity(), new Dropout(0.6)));
                variants.add(new Variant(type, bound, true, new ActivationTanH(), new Dropout(0.6)));
            }
        }
        return variants;
    }

    /** Glorot's bound and inverted dropout's factor are not binary fractions: those variants are left to rounding. */
    static List<Variant> exactVariants() {
        return variants().stream()
                .filter(variant -> variant.h() * 2 == Math.rint(variant.h() * 2) && variant.dropout() == null)
                .toList();
    }

    @BeforeEach
    void seed() {
        Nd4j.getRandom().setSeed(7);
    }

    /** Small whole numbers, so that every sum is exact in whatever order it is taken, and equality means equality. */
    @ParameterizedTest
    @MethodSource("exactVariants")
    void isExactlyTheStockLayerOnWholeNumbers(Variant variant) {
        INDArray x = wholeNumbers(variant.type(), EXAMPLES, IN);
        INDArray epsilon = wholeNumbers(variant.type(), EXAMPLES, OUT);

        OneLayer binary = OneLayer.of(variant.type(), variant.binary());
        OneLayer stock = stockWithSignedWeights(variant, binary);

        assertSame(binary.predict(x), stock.predict(x));
        assertSame(binary.train(x), stock.train(x));
        if (variant.activation() instanceof ActivationIdentity) {
            assertSame(binary.backward(epsilon), stock.backward(epsilon));
            assertSame(binary.gradient("W"), stock.gradient("W"));
            if (variant.bias()) {
                assertThat(binary.gradient("b").toDoubleVector())
                        .containsExactly(stock.gradient("b").toDoubleVector());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void isTheStockLayerToRounding(Variant variant) {
        double tolerance = variant.type() == DataType.DOUBLE ? 1e-13 : 3e-6;
        INDArray x = Nd4j.rand(variant.type(), EXAMPLES, IN).muli(2).subi(1);
        INDArray epsilon = Nd4j.rand(variant.type(), EXAMPLES, OUT).muli(2).subi(1);

        OneLayer binary = OneLayer.of(variant.type(), variant.binary());
        OneLayer stock = stockWithSignedWeights(variant, binary);

        assertClose(binary.predict(x), stock.predict(x), tolerance);
        assertClose(trainWithSeed(binary, x), trainWithSeed(stock, x), tolerance);
        assertClose(binary.backward(epsilon), stock.backward(epsilon), tolerance);
        assertClose(binary.gradient("W"), stock.gradient("W"), tolerance);
        if (variant.bias()) {
            assertClose(
                    binary.gradient("b").reshape(1, OUT), stock.gradient("b").reshape(1, OUT), tolerance);
        }
    }

    /** The same seed before each makes both draw the same dropout mask. */
    private static INDArray trainWithSeed(OneLayer layer, INDArray x) {
        Nd4j.getRandom().setSeed(99);
        return layer.train(x);
    }

    private static OneLayer stockWithSignedWeights(Variant variant, OneLayer binary) {
        OneLayer stock = OneLayer.of(variant.type(), variant.stock());
        stock.kernel().assign(signed(binary.kernel(), variant.h()));
        if (variant.bias()) {
            INDArray bias = Nd4j.arange(OUT).castTo(variant.type()).subi(5);
            binary.bias().assign(bias);
            stock.bias().assign(bias);
        }
        return stock;
    }

    private static INDArray wholeNumbers(DataType type, long... shape) {
        return Nd4j.rand(DataType.DOUBLE, shape)
                .muli(9)
                .castTo(DataType.INT32)
                .castTo(type)
                .subi(4);
    }
}
