package io.github.bnn4j.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreChartsTest {

    private static final int POINTS = 0x0072B2;
    private static final int WIDTH = 500;
    private static final int HEIGHT = 350;

    @TempDir
    Path directory;

    private BufferedImage drawn(ScoreCharts charts) throws IOException {
        Path file = directory.resolve("scores.png");
        charts.write(file);
        return ImageIO.read(file.toFile());
    }

    private static boolean hasPoints(BufferedImage image, int panel) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                if ((image.getRGB(panel % 2 * WIDTH + x, panel / 2 * HEIGHT + y) & 0xFFFFFF) == POINTS) {
                    return true;
                }
            }
        }
        return false;
    }

    @ParameterizedTest
    @CsvSource({
        "0.001 0.1 0.03",
        "0 0.25 0.5",
        "64 64 64",
        "-1 0 1",
        "1e-7 1e-7 1",
        "HINGE SOFTMAX HINGE",
        "SteSign(clip=1.0) ApproxSign() SteSign(clip=1.0)",
        "1 two 3",
        "NaN 1 2",
        "Infinity 1 2"
    })
    void drawsNumbersAndNames(String values) throws IOException {
        ScoreCharts charts = new ScoreCharts(new double[] {3, 2.5, 10});
        charts.add("first", List.of(values.split(" ")));

        assertThat(hasPoints(drawn(charts), 0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.001", "0", "HINGE"})
    void drawsOneCandidate(String value) throws IOException {
        ScoreCharts charts = new ScoreCharts(new double[] {0});
        charts.add("only", List.of(value));

        assertThat(hasPoints(drawn(charts), 0)).isTrue();
    }

    @Test
    void hasAPanelForEachHyperparameterTwoInARow() throws IOException {
        ScoreCharts charts = new ScoreCharts(new double[] {3, 2});
        charts.add("a", List.of("1", "2"));
        charts.add("b", List.of("1", "2"));
        charts.add("c", List.of("x", "y"));

        BufferedImage image = drawn(charts);

        assertThat(image.getWidth()).isEqualTo(2 * WIDTH);
        assertThat(image.getHeight()).isEqualTo(2 * HEIGHT);
        assertThat(List.of(0, 1, 2)).allMatch(panel -> hasPoints(image, panel));
        assertThat(hasPoints(image, 3)).isFalse();
    }

    @Test
    void withoutHyperparametersThereIsAnEmptyPicture() throws IOException {
        assertThat(drawn(new ScoreCharts(new double[] {1})).getHeight()).isEqualTo(HEIGHT);
    }

    @Test
    void refusesAWrongCountOfValues() {
        ScoreCharts charts = new ScoreCharts(new double[] {3, 2});

        assertThatThrownBy(() -> charts.add("depth", List.of("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("depth has 1 values for 2 candidates");
    }

    @Test
    void refusesNoCandidates() {
        assertThatThrownBy(() -> new ScoreCharts(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
