package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.xnor.SignRows;
import org.junit.jupiter.api.Test;

class BinaryDenseOnFloatsTest {

    private final BitMatrix weights = SignRows.matrix(new int[][] {{1, 1, -1}, {-1, 1, 1}});

    @Test
    void addsAndSubtracts() {
        var layer = new BinaryDenseOnFloats(weights, new double[] {1, 10}, new double[] {0.5, -1});

        assertThat(Rows.floatsOf(layer.apply(Rows.ofFloats(0.5f, 2, 4)))[0]).containsExactly(-1, 54);
    }

    @Test
    void describesItself() {
        double[] scale = {1, 2};
        double[] offset = {3, 4};
        var layer = new BinaryDenseOnFloats(weights, scale, offset);
        scale[0] = 9;
        layer.offset()[0] = 9;

        assertThat(layer.scale()).containsExactly(1, 2);
        assertThat(layer.offset()).containsExactly(3, 4);
        assertThat(layer.weights()).isEqualTo(weights);
        assertThat(layer.inputs()).isEqualTo(3);
        assertThat(layer.outputs()).isEqualTo(2);
        assertThat(layer.inputType()).isEqualTo(ValueType.FLOATS);
        assertThat(layer.outputType()).isEqualTo(ValueType.FLOATS);
    }

    @Test
    void sumsTheLargestFloatsWithoutOverflow() {
        var layer = new BinaryDenseOnFloats(weights, new double[] {0.25, 0.25}, new double[2]);
        float max = Float.MAX_VALUE;

        assertThat(Rows.floatsOf(layer.apply(Rows.ofFloats(max, max, -max)))[0])
                .containsExactly(0.75f * max, -0.25f * max);
    }

    @Test
    void anInfiniteInputMakesTheSumsInfinite() {
        var layer = new BinaryDenseOnFloats(weights, new double[] {1, 1}, new double[2]);

        assertThat(Rows.floatsOf(layer.apply(Rows.ofFloats(Float.POSITIVE_INFINITY, 1, 2)))[0])
                .containsExactly(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
    }

    @Test
    void anInputThatIsNoNumberMakesTheSumsNaN() {
        var layer = new BinaryDenseOnFloats(weights, new double[] {1, 1}, new double[2]);

        assertThat(Rows.floatsOf(layer.apply(Rows.ofFloats(1, Float.NaN, 2)))[0])
                .containsExactly(Float.NaN, Float.NaN);
    }
}
