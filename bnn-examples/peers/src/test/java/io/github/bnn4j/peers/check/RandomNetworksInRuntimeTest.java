package io.github.bnn4j.peers.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.onnx.OnnxExport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of all layers, at random, whose sums are exact in any order, say the same in ONNX Runtime, to the last bit. */
class RandomNetworksInRuntimeTest {

    private static final int NETWORKS = 300;
    private static final int EXAMPLES = 5;

    @TempDir
    private Path directory;

    @Test
    void scoresAreEqual() throws Exception {
        Path file = directory.resolve("random.onnx");
        for (long seed = 0; seed < NETWORKS; seed++) {
            RandomNetwork drawn = new RandomNetwork(seed);
            float[] x = drawn.examples(EXAMPLES);
            OnnxExport.write(drawn.network(), file);
            try (RuntimeSession session = new RuntimeSession(file)) {
                assertThat(session.scores(x)).as("seed %s: %s", seed, drawn).containsExactly(drawn.scores(x));
            } catch (Exception e) {
                throw new AssertionError("seed " + seed + ": " + drawn, e);
            }
        }
    }
}
