package io.github.bnn4j.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionBlockTest {

    @Test
    void readsTheNotationOfTheLiterature() {
        assertThat(ConvolutionBlock.parse("128C3-64C5-P2-9C1-P3"))
                .containsExactly(
                        new ConvolutionBlock(128, 3, 1), new ConvolutionBlock(64, 5, 2), new ConvolutionBlock(9, 1, 3));
        assertThat(ConvolutionBlock.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8C3", "8C3-P2", "128C3-128C3-P2-256C3"})
    void writesWhatItReads(String blocks) {
        assertThat(ConvolutionBlock.parse(blocks).stream()
                        .map(ConvolutionBlock::toString)
                        .collect(Collectors.joining("-")))
                .isEqualTo(blocks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"P2", "8C3-P2-P2", "8C", "C3", "0C3", "8C0", "8C3-", "8C3--P2", "8c3", "8C3,P2", "8C3-P1-P2x"})
    void refusesAnythingElse(String blocks) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConvolutionBlock.parse(blocks))
                .withMessageContaining("--convolutions must be like 128C3-128C3-P2")
                .withMessageEndingWith("got " + blocks);
    }
}
