package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.packed.codec.SampleContents;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The network takes 35 values and gives 4 scores. */
class PackedNetworkLengthsTest {

    private final PackedNetwork network = new PackedNetwork(SampleContents.onBytes());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 34, 36, 70})
    void refusesAnExampleOfOtherLength(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.predict(new byte[length]))
                .withMessageContaining("35")
                .withMessageContaining("1x5x7")
                .withMessageContaining(String.valueOf(length));
        assertThatIllegalArgumentException().isThrownBy(() -> network.predict(new float[length]));
        assertThatIllegalArgumentException().isThrownBy(() -> network.scores(new byte[length]));
        assertThatIllegalArgumentException().isThrownBy(() -> network.scores(new float[length]));
    }

    @ParameterizedTest
    @CsvSource({"70, 1", "35, 2", "35, 0", "0, -1", "35, -1", "0, -2147483648", "0, 2147483647", "35, 122713352"})
    void refusesABatchOfOtherLength(int length, int examples) {
        int[] classes = new int[100];
        float[] scores = new float[100];

        assertThatIllegalArgumentException().isThrownBy(() -> network.predict(new byte[length], examples, classes));
        assertThatIllegalArgumentException().isThrownBy(() -> network.predict(new float[length], examples, classes));
        assertThatIllegalArgumentException().isThrownBy(() -> network.scores(new byte[length], examples, scores));
        assertThatIllegalArgumentException().isThrownBy(() -> network.scores(new float[length], examples, scores));
    }

    @Test
    void refusesResultsWithoutRoom() {
        byte[] bytes = new byte[70];
        float[] floats = new float[70];
        Arrays.fill(floats, -1);

        assertThatIllegalArgumentException().isThrownBy(() -> network.predict(bytes, 2, new int[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> network.predict(floats, 2, new int[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.scores(bytes, 2, new float[7]))
                .withMessageContaining("8")
                .withMessageContaining("7");
        assertThatIllegalArgumentException().isThrownBy(() -> network.scores(floats, 2, new float[7]));
    }
}
