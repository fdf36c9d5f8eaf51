package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A batch needs no more memory than a chunk that fits, whatever the sizes; what has no highest score has no class. */
class LargeBatchTest {

    private static final int SIDE = 512;
    private static final int CHANNELS = 64;

    /** 64 images of 3 x 520 x 520 through 128 outputs were more values than an array can have. */
    @Test
    void aChunkHasNoMoreValuesThanFit() {
        assertThat(PackedNetwork.largestChunk(10)).isEqualTo(64);
        assertThat(PackedNetwork.largestChunk(128 * 32 * 32))
                .as("the ConvNet for CIFAR-10")
                .isEqualTo(64);
        assertThat(PackedNetwork.largestChunk(128 * 520 * 520)).isEqualTo(1);
        assertThat(PackedNetwork.largestChunk((1 << 28) - 1)).isEqualTo(1);
        for (int widest = 1; widest > 0 && widest < 1 << 28; widest *= 3) {
            long values = (long) PackedNetwork.largestChunk(widest) * widest;
            assertThat(values).isLessThanOrEqualTo(Math.max(widest, 1 << 24));
        }
    }

    /** Each image alone takes 64 MB between two layers. */
    @Test
    void imagesTogetherAreClassifiedAsEachAlone() {
        Axis axis = new Axis(SIDE, SIDE, 1, 1, 0, 1);
        double[] ones = new double[CHANNELS];
        Arrays.fill(ones, 1);
        BitMatrix signs = BitMatrix.of(CHANNELS, 1, (row, column) -> row % 3 == 0);
        PackedNetwork network = new PackedNetwork(new PackedContent(
                InputEncoding.bytes(0, 255, 1, SIDE, SIDE),
                List.of(
                        new BinaryConvolution(
                                ValueType.BYTES,
                                1,
                                new Window(axis, axis),
                                false,
                                signs,
                                new Scores(ones, new double[CHANNELS])),
                        new GlobalAveragePooling(new ImageShape(CHANNELS, SIDE, SIDE), ones, new double[CHANNELS])),
                List.of()));
        int images = 5;
        byte[] batch = new byte[images * SIDE * SIDE];
        for (int i = 0; i < images; i++) {
            Arrays.fill(batch, i * SIDE * SIDE, (i + 1) * SIDE * SIDE, (byte) (i + 1));
        }
        float[] scores = new float[images * CHANNELS];

        network.scores(batch, images, scores);

        for (int i = 0; i < images; i++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                assertThat(scores[i * CHANNELS + channel]).isEqualTo(channel % 3 == 0 ? i + 1 : -i - 1);
            }
        }
    }

    @Test
    void aSingleScoreHasNoClass() {
        PackedNetwork network = new PackedNetwork(new PackedContent(
                InputEncoding.signs(3),
                List.of(new BinaryDense(
                        ValueType.SIGNS,
                        BitMatrix.of(1, 3, (row, column) -> true),
                        new Scores(new double[] {1}, new double[1]))),
                List.of()));
        byte[] example = {1, 1, 1};

        assertThat(network.scores(example)).containsExactly(3);
        assertThatIllegalStateException()
                .isThrownBy(() -> network.predict(example))
                .withMessageContaining("single score")
                .withMessageContaining("scores");
        assertThatIllegalStateException().isThrownBy(() -> network.predict(new float[] {1, 1, 1}));
        assertThatIllegalStateException().isThrownBy(() -> network.predict(example, 1, new int[1]));
    }
}
