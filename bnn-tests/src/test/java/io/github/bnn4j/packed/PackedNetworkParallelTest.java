package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.codec.SampleContents;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import io.github.bnn4j.packed.layer.Windows;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** Products of some millions of signs are split, even if there is only one example. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15})
    void splitsLayersOfFewExamples(int examples) {
        PackedNetwork network = withLargeLayers();
        byte[] batch = Examples.bytes(network, examples);
        Results alone = Results.of(network, batch, examples);
        var helpers = new AtomicInteger();
        Executor counted = helper -> {
            helpers.incrementAndGet();
            pool.execute(helper);
        };

        for (int threads = 2; threads < 5; threads++) {
            assertThat(Results.of(network.parallel(counted, threads), batch, examples))
                    .isEqualTo(alone);
        }
        assertThat(helpers).hasPositiveValue();
    }

    private static PackedNetwork withLargeLayers() {
        Window same = Windows.same(16, 16, 3);
        ImageShape image = new ImageShape(3, 16, 16);
        return new PackedNetwork(new PackedContent(
                InputEncoding.bytes(-1, 1, 3, 16, 16),
                List.of(
                        new ChannelsLast(ValueType.BYTES, image),
                        new BinaryConvolution(
                                ValueType.BYTES, 3, same, false, weights(64, 27), limits(64, 27 * 255 / 2)),
                        new BinaryConvolution(ValueType.SIGNS, 64, same, false, weights(64, 576), limits(64, 288)),
                        new BinaryDense(ValueType.SIGNS, weights(512, 16_384), limits(512, 8192)),
                        new BinaryDense(
                                ValueType.SIGNS,
                                weights(10, 512),
                                new Scores(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, new double[10]))),
                List.of()));
    }

    private static BitMatrix weights(int rows, int columns) {
        var random = new SplittableRandom(columns);
        return BitMatrix.of(rows, columns, (row, column) -> random.nextBoolean());
    }

    private static Thresholds limits(int outputs, int limit) {
        int[] limits = new int[outputs];
        Arrays.fill(limits, limit);
        return new Thresholds(limits, new long[outputs / 64]);
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
