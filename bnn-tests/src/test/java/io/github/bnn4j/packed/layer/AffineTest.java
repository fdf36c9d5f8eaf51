package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AffineTest {

    @Test
    void scalesEachFeatureByItself() {
        var affine = new Affine(new double[] {2, -1}, new double[] {0.5, 3});

        float[][] y = Rows.floatsOf(affine.apply(Rows.ofFloats(new float[][] {{1, 2}, {-3, 0}}, 6)));

        assertThat(y).isDeepEqualTo(new float[][] {{2.5f, 1}, {-5.5f, 3}});
    }

    @Property(tries = 300)
    void roundsOnce(
            @ForAll @DoubleRange(min = -1e3, max = 1e3) double scale,
            @ForAll float x,
            @ForAll @DoubleRange(min = -1e3, max = 1e3) double offset) {
        var affine = new Affine(new double[] {scale}, new double[] {offset});

        assertThat(Rows.floatsOf(affine.apply(Rows.ofFloats(x)))[0]).containsExactly((float) (scale * x + offset));
    }

    @Test
    void describesItself() {
        double[] scale = {1, 2};
        double[] offset = {3, 4};
        var affine = new Affine(scale, offset);
        offset[0] = 9;
        affine.scale()[0] = 9;

        assertThat(affine.scale()).containsExactly(1, 2);
        assertThat(affine.offset()).containsExactly(3, 4);
        assertThat(affine.inputs()).isEqualTo(2);
        assertThat(affine.outputs()).isEqualTo(2);
        assertThat(affine.inputType()).isEqualTo(ValueType.FLOATS);
        assertThat(affine.outputType()).isEqualTo(ValueType.FLOATS);
    }
}
