package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bnn4j.packed.codec.SampleContents;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any count of threads gives what one gives. */
class PackedNetworkParallelTest {

    private static ExecutorService pool;

    @BeforeAll
    static void startThreads() {
        pool = Executors.newFixedThreadPool(4);
    }

    @AfterAll
    static void stopThreads() {
        pool.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("sizesAndThreads")
    void onAnExecutor(int examples, int threads) {
        var network = new PackedNetwork(SampleContents.onBytes());

        assertSameResults(network, network.parallel(pool, threads), examples);
    }

    @ParameterizedTest
    @MethodSource("sizesAndThreads")
    void onTheCommonPool(int examples, int threads) {
        var network = new PackedNetwork(SampleContents.onFloats());

        assertSameResults(network, network.parallel(threads), examples);
    }

    @Test
    void sharesTheContent() {
        var network = new PackedNetwork(SampleContents.onBytes());

        assertThat(network.parallel(3).content()).isSameAs(network.content());
        assertThat(network.parallel(pool, 3).content()).isSameAs(network.content());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void needsAThread(int threads) {
        var network = new PackedNetwork(SampleContents.onSigns());

        assertThatIllegalArgumentException().isThrownBy(() -> network.parallel(threads));
        assertThatIllegalArgumentException().isThrownBy(() -> network.parallel(pool, threads));
    }

    @Test
    void needsAnExecutor() {
        var network = new PackedNetwork(SampleContents.onSigns());

        assertThatNullPointerException().isThrownBy(() -> network.parallel(null, 2));
    }

    static Stream<Arguments> sizesAndThreads() {
        return Stream.of(0, 1, 63, 64, 65, 200, 1000).flatMap(examples -> Stream.of(1, 2, 3, 16, Integer.MAX_VALUE)
                .map(threads -> Arguments.of(examples, threads)));
    }

    private static void assertSameResults(PackedNetwork sequential, PackedNetwork parallel, int examples) {
        byte[] bytes = Examples.bytes(sequential, examples);
        float[] floats = Examples.floats(sequential, examples);

        assertThat(Results.of(parallel, bytes, examples)).isEqualTo(Results.of(sequential, bytes, examples));
        assertThat(Results.of(parallel, floats, examples)).isEqualTo(Results.of(sequential, floats, examples));
    }
}
