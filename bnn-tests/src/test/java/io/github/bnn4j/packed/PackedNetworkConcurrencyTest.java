package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.codec.SampleContents;
import io.github.bnn4j.packed.format.PackedContent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One instance, many threads. */
@Timeout(30)
class PackedNetworkConcurrencyTest {

    private static final int EXAMPLES = 150;
    private static final int TASKS = 60;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("contents")
    void givesEqualResults(PackedContent content) throws Exception {
        var network = new PackedNetwork(content);

        assertEqualResults(network, network);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void givesEqualResultsWhenTheThreadsHelpEachOther(PackedContent content) throws Exception {
        var network = new PackedNetwork(content);

        assertEqualResults(network, network.parallel(threads, 4));
    }

    static List<PackedContent> contents() {
        return SampleContents.all();
    }

    private void assertEqualResults(PackedNetwork network, PackedNetwork used) throws Exception {
        byte[] batch = Examples.bytes(network, EXAMPLES);
        Results expected = Results.of(network, batch, EXAMPLES);
        List<Future<Results>> all = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            all.add(threads.submit(() -> Results.of(used, batch, EXAMPLES)));
        }
        for (Future<Results> results : all) {
            assertThat(results.get()).isEqualTo(expected);
        }
    }
}
