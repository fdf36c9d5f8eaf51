package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.codec.SampleContents;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch gives what its examples give one by one; 64 of them go through a network together. */
class PackedNetworkBatchTest {

    private static final float MARK = 12_345;

    @ParameterizedTest
    @MethodSource("networksAndSizes")
    void scoresOfBytes(PackedNetwork network, int examples) {
        byte[] batch = Examples.bytes(network, examples);
        float[] scores = marked(examples * network.outputs() + 3);

        network.scores(batch, examples, scores);

        float[] expected = marked(scores.length);
        for (int i = 0; i < examples; i++) {
            float[] single =
                    network.scores(Examples.one(batch, i, network.input().size()));
            System.arraycopy(single, 0, expected, i * network.outputs(), network.outputs());
        }
        assertThat(scores).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("networksAndSizes")
    void scoresOfFloats(PackedNetwork network, int examples) {
        float[] batch = Examples.floats(network, examples);
        float[] scores = marked(examples * network.outputs() + 3);

        network.scores(batch, examples, scores);

        float[] expected = marked(scores.length);
        for (int i = 0; i < examples; i++) {
            float[] single =
                    network.scores(Examples.one(batch, i, network.input().size()));
            System.arraycopy(single, 0, expected, i * network.outputs(), network.outputs());
        }
        assertThat(scores).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("networksAndSizes")
    void classes(PackedNetwork network, int examples) {
        byte[] bytes = Examples.bytes(network, examples);
        float[] floats = Examples.floats(network, examples);
        int[] classesOfBytes = new int[examples + 2];
        int[] classesOfFloats = new int[examples + 2];
        Arrays.fill(classesOfBytes, -9);
        Arrays.fill(classesOfFloats, -9);

        network.predict(bytes, examples, classesOfBytes);
        network.predict(floats, examples, classesOfFloats);

        int[] expected = new int[examples + 2];
        Arrays.fill(expected, -9);
        for (int i = 0; i < examples; i++) {
            int size = network.input().size();
            expected[i] = network.predict(Examples.one(bytes, i, size));
            assertThat(network.predict(Examples.one(floats, i, size))).isEqualTo(expected[i]);
        }
        assertThat(classesOfBytes).isEqualTo(expected);
        assertThat(classesOfFloats).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("networksAndSizes")
    void bytesScoreAsTheNumbersTheyStandFor(PackedNetwork network, int examples) {
        float[] ofBytes = new float[examples * network.outputs()];
        float[] ofFloats = new float[examples * network.outputs()];

        network.scores(Examples.bytes(network, examples), examples, ofBytes);
        network.scores(Examples.floats(network, examples), examples, ofFloats);

        assertThat(ofFloats).isEqualTo(ofBytes);
    }

    @ParameterizedTest
    @MethodSource("networksAndSizes")
    void theBatchIsNotModified(PackedNetwork network, int examples) {
        byte[] bytes = Examples.bytes(network, examples);
        float[] floats = Examples.floats(network, examples);

        network.predict(bytes, examples, new int[examples]);
        network.predict(floats, examples, new int[examples]);

        assertThat(bytes).isEqualTo(Examples.bytes(network, examples));
        assertThat(floats).isEqualTo(Examples.floats(network, examples));
    }

    static Stream<Arguments> networksAndSizes() {
        return SampleContents.all().stream().map(PackedNetwork::new).flatMap(network -> Stream.of(
                        0, 1, 2, 63, 64, 65, 128, 200)
                .map(examples -> Arguments.of(network, examples)));
    }

    private static float[] marked(int length) {
        float[] array = new float[length];
        Arrays.fill(array, MARK);
        return array;
    }
}
