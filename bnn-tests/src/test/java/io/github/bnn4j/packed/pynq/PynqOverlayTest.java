package io.github.bnn4j.packed.pynq;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.PackedNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Overlays that were made up: the reader has to find each bit and each threshold again. */
class PynqOverlayTest {

    /** Four pixels, two hidden neurons, two outputs; one word each, bits beyond the fourth are rubbish. */
    @Test
    void threeBitsOfFourByHand() {
        Map<String, byte[]> files = new HashMap<>();
        files.put("0-0-weights.bin", words(0b0011));
        files.put("0-1-weights.bin", words(0b1100));
        files.put("0-0-thres.bin", words(2));
        files.put("0-1-thres.bin", words(-1));
        files.put("1-0-weights.bin", words(0b01, 0b10));
        files.put("1-0-thres.bin", words(0, 1));
        PackedNetwork network = new PynqOverlay(files)
                .network(1, 2, 2, List.of(new Folding(4, 2, 4, 2), new Folding(2, 1, 2, 2)), List.of("left", "right"));

        // Matches of the first neuron 4 and 2: above 2 or not. The second is always on.
        assertThat(network.scores(new byte[] {(byte) 255, (byte) 128, 127, 0})).containsExactly(1f, 0f);
        assertThat(network.scores(new byte[] {0, (byte) 200, 0, (byte) 200})).containsExactly(0f, 1f);
        assertThat(network.predict(new byte[] {0, (byte) 200, 0, (byte) 200})).isOne();
    }

    /** Thresholds below 0 and above all counts, words that are not full, rows of elements that are not full. */
    @Test
    void anyBitsAndThresholds() {
        Random random = new Random(20);
        List<Folding> layers = List.of(new Folding(64, 3, 91, 7), new Folding(5, 2, 7, 70), new Folding(64, 4, 70, 5));
        for (int run = 0; run < 20; run++) {
            Map<String, byte[]> files = new HashMap<>();
            for (int l = 0; l < layers.size(); l++) {
                Folding layer = layers.get(l);
                int rows = (layer.outputs() + layer.pes() - 1) / layer.pes();
                for (int pe = 0; pe < layer.pes(); pe++) {
                    files.put(
                            l + "-" + pe + "-weights.bin",
                            words(random.longs(rows * layer.words()).toArray()));
                    files.put(
                            l + "-" + pe + "-thres.bin",
                            words(random.longs(rows, -2, layer.inputs() + 3).toArray()));
                }
            }
            PackedNetwork network = new PynqOverlay(files).network(1, 7, 13, layers, List.of());
            byte[] pixels = new byte[91];
            random.nextBytes(pixels);

            assertThat(network.scores(pixels)).containsExactly(scores(files, layers, pixels));
        }
    }

    /** As the hardware does it, bit by bit. */
    private static float[] scores(Map<String, byte[]> files, List<Folding> layers, byte[] pixels) {
        boolean[] x = new boolean[pixels.length];
        for (int k = 0; k < x.length; k++) {
            x[k] = (pixels[k] & 0xFF) >= 128;
        }
        float[] scores = {};
        for (int l = 0; l < layers.size(); l++) {
            Folding layer = layers.get(l);
            scores = new float[layer.outputs()];
            boolean[] next = new boolean[layer.outputs()];
            for (int n = 0; n < scores.length; n++) {
                ByteBuffer weights = numbers(files, l + "-" + n % layer.pes() + "-weights.bin");
                ByteBuffer thresholds = numbers(files, l + "-" + n % layer.pes() + "-thres.bin");
                int neuron = n / layer.pes();
                long matching = 0;
                for (int k = 0; k < layer.inputs(); k++) {
                    long word = weights.getLong(8 * (neuron * layer.words() + k / layer.simd()));
                    matching += (word >> k % layer.simd() & 1) == (x[k] ? 1 : 0) ? 1 : 0;
                }
                scores[n] = matching - thresholds.getLong(8 * neuron);
                next[n] = scores[n] > 0;
            }
            x = next;
        }
        return scores;
    }

    private static ByteBuffer numbers(Map<String, byte[]> files, String name) {
        return ByteBuffer.wrap(files.get(name)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] words(long... words) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long word : words) {
            buffer.putLong(word);
        }
        return buffer.array();
    }
}
