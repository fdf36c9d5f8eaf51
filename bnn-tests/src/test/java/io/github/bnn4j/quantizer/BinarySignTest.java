package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class BinarySignTest {
    @Test
    void zeroIsPositive() {
        var x = Nd4j.createFromArray(-1f, -0f, 0f, 1f, Float.NaN);
        BinarySign.apply(x, x);
        assertThat(x.toFloatVector()).containsExactly(-1f, 1f, 1f, 1f, Float.NaN);
    }
}
