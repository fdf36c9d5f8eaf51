package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.codec.FileTrial.Fate;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A file with other content and the right checksum is refused with a PackedFormatException, or is a network that predicts and is
 * written as it was. {@link FuzzedFileProgram} does this for as long as one likes.
 */
class FuzzedFileTest {

    private static final int FILES = 20_000;

    @Test
    @Timeout(300)
    void isRefusedOrPredicts() throws IOException {
        List<byte[]> good = FileTrial.goodFiles();
        for (byte[] file : good) {
            assertThat(FileTrial.of(file).outcome()).isEqualTo(Fate.PREDICTED);
        }
        FileMutations mutations = new FileMutations(good);
        Map<Fate, Integer> outcomes = new EnumMap<>(Fate.class);
        for (long number = 1; number <= FILES; number++) {
            byte[] file = mutations.file(number);
            try {
                outcomes.merge(FileTrial.of(file).outcome(), 1, Integer::sum);
            } catch (RuntimeException | Error failure) {
                throw new AssertionError("The file with number " + number + " of " + FuzzedFileProgram.class, failure);
            }
        }

        assertThat(outcomes.get(Fate.REFUSED)).isGreaterThan(FILES / 2);
        assertThat(outcomes.get(Fate.PREDICTED)).isGreaterThan(FILES / 20);
    }
}
