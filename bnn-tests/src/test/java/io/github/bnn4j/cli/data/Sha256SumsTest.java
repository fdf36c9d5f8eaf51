package io.github.bnn4j.cli.data;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256SumsTest {

    /** The second sum is the example of FIPS 180-2 for "abc". */
    private static final String LINES = """
        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  empty
        ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  abc.gz
        """;

    @Test
    void acceptsTheRightContent() {
        var sums = new Sha256Sums(LINES);

        assertThatCode(() -> sums.verify("abc.gz", ascii("abc"))).doesNotThrowAnyException();
        assertThatCode(() -> sums.verify("empty", new byte[0])).doesNotThrowAnyException();
    }

    @Test
    void readsLinesOfWindows() {
        var sums = new Sha256Sums(LINES.replace("\n", "\r\n"));

        assertThatCode(() -> sums.verify("abc.gz", ascii("abc"))).doesNotThrowAnyException();
    }

    @Test
    void refusesOtherContent() {
        assertThatThrownBy(() -> new Sha256Sums(LINES).verify("abc.gz", ascii("abd")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("abc.gz is damaged")
                .hasMessageContaining("expected ba7816bf");
    }

    @Test
    void refusesAFileWhichIsNotListed() {
        assertThatThrownBy(() -> new Sha256Sums(LINES).verify("other", ascii("abc")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("other");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
