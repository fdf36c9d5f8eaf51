package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.packed.codec.SampleContents;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that the network does not take is reported to the caller, in whatever chunk it is. */
@Timeout(20)
class PackedNetworkFailureTest {

    private static final int EXAMPLES = 500;

    private final ExecutorService pool = Executors.newFixedThreadPool(3);
    private final PackedNetwork network = new PackedNetwork(SampleContents.onSigns());
    private final PackedNetwork parallel = network.parallel(pool, 4);
    private final byte[] good = Examples.bytes(network, EXAMPLES);

    @AfterEach
    void stopThreads() {
        pool.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63 * 3, 64 * 3, 700, 1499})
    void namesTheIndexInTheWholeBatch(int index) {
        byte[] bytes = good.clone();
        bytes[index] = 0;
        float[] floats = Examples.floats(network, EXAMPLES);
        floats[index] = 0.5f;

        for (PackedNetwork each : new PackedNetwork[] {network, parallel}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> each.predict(bytes, EXAMPLES, new int[EXAMPLES]))
                    .withMessageContaining("index " + index + " ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> each.scores(floats, EXAMPLES, new float[2 * EXAMPLES]))
                    .withMessageContaining("index " + index + " ");
        }
    }

    /** DL4J gives NaN for them; classes would be told with confidence, as a sign has no bit for NaN. */
    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsRefusedByANetworkOfFloats(float value) {
        PackedNetwork ofFloats = new PackedNetwork(SampleContents.onFloats());
        for (int index : new int[] {0, 4, 64 * 5, 200 * 5 - 1}) {
            float[] floats = Examples.floats(ofFloats, 200);
            floats[index] = value;
            for (PackedNetwork each : new PackedNetwork[] {ofFloats, ofFloats.parallel(pool, 4)}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> each.scores(floats, 200, new float[200 * 3]))
                        .withMessageContaining("Value " + value + " at index " + index + " ");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> each.predict(floats, 200, new int[200]))
                        .withMessageContaining("not finite");
            }
        }
    }

    @Test
    void doesNotSpoilTheNextBatch() {
        byte[] bytes = good.clone();
        bytes[700] = 0;

        assertThatIllegalArgumentException().isThrownBy(() -> parallel.predict(bytes, EXAMPLES, new int[EXAMPLES]));

        assertThat(Results.of(parallel, good, EXAMPLES)).isEqualTo(Results.of(network, good, EXAMPLES));
    }
}
