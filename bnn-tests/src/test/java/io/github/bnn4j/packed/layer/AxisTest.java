package io.github.bnn4j.packed.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    @Test
    void threeTapsWithPaddingOnBothSidesMakeThreeClasses() {
        assertThat(new Axis(5, 5, 3, 1, 1, 1).classesOf(5)).containsExactly(0, 1, 1, 1, 2);
    }

    @Test
    void withoutPaddingThereIsOneClass() {
        assertThat(new Axis(5, 3, 3, 1, 0, 1).classes()).isEqualTo(1);
    }

    @Test
    void paddingThatIsOnlyBehindMakesTwo() {
        assertThat(new Axis(4, 2, 3, 2, 0, 1).classesOf(2)).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 0, 1",
        "1, 0, 1, 1, 0, 1",
        "1, 1, 0, 1, 0, 1",
        "1, 1, 1, 0, 0, 1",
        "1, 1, 1, 1, -1, 1",
        "1, 1, 1, 1, 0, 0",
        "268435456, 1, 1, 1, 0, 1",
        "8, 1, 268435457, 1, 0, 1",
        "8, 1, 65537, 1, 0, 8192"
    })
    void refusesNumbersOutOfRange(int input, int output, int size, int stride, int padding, int dilation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Axis(input, output, size, stride, padding, dilation))
                .withMessageContaining(input + " inputs, " + output + " outputs, " + size + " taps");
    }

    @ParameterizedTest
    @CsvSource({"5, 6, 1, 1, 0, 1", "5, 5, 3, 1, 3, 1", "5, 2147483647, 3, 2147483647, 1, 1"})
    void refusesWindowsBesideTheInput(int input, int output, int size, int stride, int padding, int dilation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Axis(input, output, size, stride, padding, dilation))
                .withMessageContaining("wholly before or behind the input");
    }
}
