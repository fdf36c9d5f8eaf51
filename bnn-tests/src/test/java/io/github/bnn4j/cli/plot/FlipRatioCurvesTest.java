package io.github.bnn4j.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlipRatioCurvesTest {

    private final FlipRatioCurves curves = FlipRatioCurves.titled("784-2x128-10");

    @TempDir
    Path directory;

    /** A logarithmic scale has no zero, and a layer may flip nothing. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-7, .3, .5, 1})
    void drawsEveryRatioThereCanBe(double ratio) throws IOException {
        Path file = directory.resolve("flip-ratio.png");

        curves.add("layer0", new int[] {1, 2}, new double[] {ratio, ratio}).write(file);

        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1000);
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatIllegalStateException().isThrownBy(() -> curves.write(directory.resolve("flip-ratio.png")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curves.add("layer0", new int[] {1, 2}, new double[] {.1}))
                .withMessageContaining("layer0 has 2 epochs and 1 values");
    }
}
