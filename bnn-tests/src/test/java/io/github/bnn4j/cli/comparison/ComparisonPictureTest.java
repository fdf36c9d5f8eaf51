package io.github.bnn4j.cli.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.plot.Panels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonPictureTest {

    private static final int BINARY = 0x0072B2;
    private static final int FLOAT_TWIN = 0xD55E00;
    private static final int BINARY_IN_DL4J = 0x009E73;

    @TempDir
    Path directory;

    @Test
    void drawsBothRunsInEachOfFourPanels() throws IOException {
        BufferedImage image = draw(Figures.ALL_HOLDS);

        assertThat(image.getWidth()).isEqualTo(Panels.WIDTH);
        assertThat(image.getHeight()).isEqualTo(Panels.HEIGHT);
        for (int panel = 0; panel < 4; panel++) {
            assertThat(rows(image, panel, BINARY)).isNotEmpty();
            assertThat(rows(image, panel, FLOAT_TWIN)).isNotEmpty();
        }
        assertThat(rows(image, 2, BINARY_IN_DL4J)).isNotEmpty();
    }

    @Test
    void curvesAndBarsAreWhereTheFiguresAre() throws IOException {
        BufferedImage image = draw(Figures.ALL_HOLDS);

        // The highest and the lowest error, of 9 and of 2 %, below the legend, which stands at the top.
        assertThat(rows(image, 0, FLOAT_TWIN).get(rows(image, 0, FLOAT_TWIN).size() - 1))
                .isGreaterThan(rows(image, 0, BINARY).get(rows(image, 0, BINARY).size() - 1) + 50);
        // 1 s against 2 s, and 100 bytes against 1000.
        assertThat(rows(image, 1, BINARY).get(0))
                .isGreaterThan(rows(image, 1, FLOAT_TWIN).get(0) + 100);
        // 500 images a second against 100 and 50.
        assertThat(rows(image, 2, BINARY).get(0))
                .isLessThan(rows(image, 2, FLOAT_TWIN).get(0) - 50);
        assertThat(rows(image, 2, FLOAT_TWIN).get(0))
                .isLessThan(rows(image, 2, BINARY_IN_DL4J).get(0) - 20);
    }

    private BufferedImage draw(Comparison comparison) throws IOException {
        Path file = directory.resolve("comparison.png");
        new ComparisonPicture(comparison).write("784-1x2-10", file);
        return ImageIO.read(file.toFile());
    }

    /** Rows of a panel with at least two pixels of this colour, from above. */
    private static List<Integer> rows(BufferedImage image, int panel, int colour) {
        int width = Panels.WIDTH / 2;
        int height = Panels.HEIGHT / 2;
        List<Integer> rows = new ArrayList<>();
        for (int y = 0; y < height; y++) {
            int count = 0;
            for (int x = 0; x < width; x++) {
                int pixel = image.getRGB(panel % 2 * width + x, panel / 2 * height + y);
                count += (pixel & 0xFFFFFF) == colour ? 1 : 0;
            }
            if (count >= 2) {
                rows.add(y);
            }
        }
        return rows;
    }
}
