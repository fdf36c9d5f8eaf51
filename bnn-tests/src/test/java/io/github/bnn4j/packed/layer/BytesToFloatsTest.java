package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesToFloatsTest {

    @Test
    void takesBytesAsUnsigned() {
        var layer = new BytesToFloats(0.5, -1, 3);

        float[][] y = Rows.floatsOf(layer.apply(Rows.ofBytes(new int[][] {{0, 127, 128}, {129, 254, 255}}, 4)));

        assertThat(y).isDeepEqualTo(new float[][] {{-1, 62.5f, 63}, {63.5f, 126, 126.5f}});
    }

    @Property(tries = 50)
    void roundsOnce(
            @ForAll @DoubleRange(min = -10, max = 10) double scale,
            @ForAll @DoubleRange(min = -10, max = 10) double offset) {
        int[][] all = new int[1][256];
        float[] expected = new float[256];
        for (int b = 0; b < 256; b++) {
            all[0][b] = b;
            expected[b] = (float) (scale * b + offset);
        }

        Activations y = new BytesToFloats(scale, offset, 256).apply(Rows.ofBytes(all, 1));

        assertThat(Rows.floatsOf(y)[0]).isEqualTo(expected);
    }

    @Test
    void describesItself() {
        var layer = new BytesToFloats(1, 0, 3);

        assertThat(layer.outputs()).isEqualTo(3);
        assertThat(layer.inputType()).isEqualTo(ValueType.BYTES);
        assertThat(layer.outputType()).isEqualTo(ValueType.FLOATS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNotFinite(double bad) {
        assertThatIllegalArgumentException().isThrownBy(() -> new BytesToFloats(bad, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BytesToFloats(1, bad, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesToHaveNoInputs(int inputs) {
        assertThatIllegalArgumentException().isThrownBy(() -> new BytesToFloats(1, 0, inputs));
    }
}
