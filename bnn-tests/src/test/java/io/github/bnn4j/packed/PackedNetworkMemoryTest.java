package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.codec.SampleContents;
import io.github.bnn4j.packed.format.PackedContent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls leave their arrays to the next one: what was in them, and how many examples there were, makes no difference. */
class PackedNetworkMemoryTest {

    private static final int CALLS = 40;
    private static final int MOST_EXAMPLES = 70;

    @ParameterizedTest
    @MethodSource("contents")
    void aCallDoesNotSeeWhatTheOnesBeforeItLeft(PackedContent content) {
        var used = new PackedNetwork(content);
        Random random = new Random(1);
        for (int i = 0; i < CALLS; i++) {
            int examples = 1 + random.nextInt(MOST_EXAMPLES);
            byte[] batch = Examples.bytes(used, examples);

            Results results = Results.of(used, batch, examples);

            assertThat(results).isEqualTo(Results.of(new PackedNetwork(content), batch, examples));
        }
    }

    static List<PackedContent> contents() {
        return SampleContents.all();
    }
}
