package io.github.bnn4j.packed.pynq;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.interop.InteropFiles;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** LFC of BNN-PYNQ, 784-3x1024-10, as it was trained by others: {@code -Dbnn4j.interop=DIR}. */
class RealOverlayTest {

    private static final String EXPECTED = "expected/pynq_lfcW1A1_mnist/";

    /** The first layer has 832 inputs there, of which the last 48 are always off, and the last one 64 outputs. */
    private static final List<Folding> LFC = List.of(
            new Folding(64, 32, 784, 1024),
            new Folding(32, 64, 1024, 1024),
            new Folding(64, 32, 1024, 1024),
            new Folding(8, 16, 1024, 10));

    @Test
    void everyTestImage() throws IOException {
        Map<String, byte[]> files = TarFile.read(InteropFiles.file("bnn-pynq-mnist-lfcW1A1.tar.gz"));
        List<String> labels = new String(files.get("classes.txt")).lines().toList();
        PackedNetwork network = new PynqOverlay(files).network(1, 28, 28, LFC, labels);
        LabelledImages images = MnistSlice.whole().test();
        int[] classes = new int[images.size()];

        network.predict(images.allPixels(), images.size(), classes);

        assertThat(classes).containsExactly(InteropFiles.classes(EXPECTED + "classes-all.txt"));
        int wrong = 0;
        for (int i = 0; i < classes.length; i++) {
            wrong += classes[i] == images.label(i) ? 0 : 1;
        }
        assertThat(wrong).as("wrong of 10,000: 1.66 %%").isEqualTo(166);
        float[][] scores = InteropFiles.scores(EXPECTED + "scores-first10.csv");
        for (int i = 0; i < scores.length; i++) {
            assertThat(network.scores(images.pixels(i))).as("image %d", i).containsExactly(scores[i]);
        }
    }
}
