package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.xnor.KernelProperty;
import io.github.bnn4j.packed.xnor.SignRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryDenseTest {

    private final BitMatrix weights = SignRows.matrix(SignRows.random(2, 5, 1));
    private final Scores scores = new Scores(new double[] {1, 2}, new double[] {3, 4});
    private final Thresholds thresholds = new Thresholds(new int[] {1, 2}, new long[1]);

    @Test
    void describesItself() {
        var layer = new BinaryDense(ValueType.BYTES, weights, thresholds);

        assertThat(layer.inputType()).isEqualTo(ValueType.BYTES);
        assertThat(layer.outputType()).isEqualTo(ValueType.SIGNS);
        assertThat(new BinaryDense(ValueType.SIGNS, weights, scores).outputType())
                .isEqualTo(ValueType.FLOATS);
        assertThat(layer.inputs()).isEqualTo(5);
        assertThat(layer.outputs()).isEqualTo(2);
        assertThat(layer.weights()).isEqualTo(weights);
        assertThat(layer.stage()).isSameAs(thresholds);
    }

    @Test
    void refusesFloats() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BinaryDense(ValueType.FLOATS, weights, scores))
                .withMessageContaining("BinaryDenseOnFloats");
    }

    @Test
    void refusesAStageOfOtherWidth() {
        var three = new Scores(new double[3], new double[3]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BinaryDense(ValueType.SIGNS, weights, three))
                .withMessageContaining("2")
                .withMessageContaining("3");
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGNS", "BYTES"})
    void refusesALimitThatNoCountOfMismatchesExceeds(ValueType type) {
        int greatest = type == ValueType.SIGNS ? 5 : 5 * 255;
        var fits = new Thresholds(new int[] {0, greatest}, new long[1]);
        var tooLarge = new Thresholds(new int[] {0, greatest + 1}, new long[1]);

        assertThatNoException().isThrownBy(() -> new BinaryDense(type, weights, fits));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BinaryDense(type, weights, tooLarge))
                .withMessageContaining(String.valueOf(greatest + 1));
    }

    @Test
    void refusesMoreBytesThanSumsCanHold() {
        BitMatrix wide = BitMatrix.of(1, Integer.MAX_VALUE / 2 / 255 + 1, new long[65_794]);
        var one = new Scores(new double[1], new double[1]);

        assertThatIllegalArgumentException().isThrownBy(() -> new BinaryDense(ValueType.BYTES, wide, one));
        assertThatNoException().isThrownBy(() -> new BinaryDense(ValueType.SIGNS, wide, one));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "row-major", "int-2x8", "harley-seal"})
    void computesTheSameWithEveryKernel(String name) {
        SampleProduct product = SampleProduct.random(ValueType.BYTES, 11, 90, 70, 5);
        var stage = new Thresholds(product.limits(1), new long[2]);
        var chosen = new BinaryDense(ValueType.BYTES, product.bits(), stage);

        try (var property = KernelProperty.set(name)) {
            var layer = new BinaryDense(ValueType.BYTES, product.bits(), stage);

            assertThat(layer.apply(product.activations()).signs())
                    .isEqualTo(chosen.apply(product.activations()).signs());
        }
    }
}
