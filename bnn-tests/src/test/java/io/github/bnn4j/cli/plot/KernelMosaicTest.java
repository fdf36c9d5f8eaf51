package io.github.bnn4j.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelMosaicTest {

    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xFFFFFF;
    private static final int RED = 0xD62728;
    private static final int GAP = 0xE69F00;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void setUp() {
        file = directory.resolve("kernels.png");
    }

    @ParameterizedTest
    @CsvSource({
        // Kernels of 28 x 28 become 84 x 84 pixels, with a gap of 1 pixel around each.
        "28, 28, 8, 100, 20, 681, 256",
        "28, 28, 8, 100, 3, 256, 86",
        "28, 28, 8, 16, 20, 681, 171",
        // A scale of 32 and of 1.
        "3, 2, 1, 100, 2, 66, 195",
        "10, 100, 2, 100, 2, 203, 12",
    })
    void hasTheSizeOfItsTiles(int rows, int columns, int tilesPerRow, int maxTiles, int count, int width, int height)
            throws IOException {
        var image = new KernelMosaic(1, rows, columns, tilesPerRow, maxTiles, 1).draw(new float[count][rows * columns]);

        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
    }

    @Test
    void drawsBinaryKernelsBlackAndWhite() throws IOException {
        var image = new KernelMosaic(1, 1, 2, 2, 9, 1).draw(new float[][] {{-1, 1}, {1, -1}});

        int middle = image.getHeight() / 2;
        assertThat(colours(image, middle, 0, 1, 32, 33, 64, 65, 66, 97, 98, 129, 130))
                .containsExactly(GAP, BLACK, BLACK, WHITE, WHITE, GAP, WHITE, WHITE, BLACK, BLACK, GAP);
    }

    @Test
    void drawsWeightsInProportionToTheBound() throws IOException {
        float[] kernel = {-0.5f, -0.25f, 0, 0.25f, 0.5f, -9, Float.POSITIVE_INFINITY, Float.NaN};

        var image = new KernelMosaic(1, 1, 8, 1, 1, 0.5f).draw(new float[][] {kernel});

        // Each weight is 8 pixels wide, after a gap of 1 pixel.
        assertThat(colours(image, 4, 5, 13, 21, 29, 37, 45, 53, 61))
                .containsExactly(BLACK, 0x404040, 0x808080, 0xBFBFBF, WHITE, BLACK, WHITE, RED);
    }

    @Test
    void drawsRowsFromTheTop() throws IOException {
        var image = new KernelMosaic(1, 2, 1, 1, 1, 1).draw(new float[][] {{-1, 1}});

        assertThat(image.getRGB(10, 10) & WHITE).isEqualTo(BLACK);
        assertThat(image.getRGB(10, 100) & WHITE).isEqualTo(WHITE);
    }

    @Test
    void takesTheFirstKernels() throws IOException {
        var image = new KernelMosaic(1, 1, 1, 1, 1, 1).draw(new float[][] {{-1}, {1}});

        assertThat(image.getHeight()).isEqualTo(66);
        assertThat(image.getRGB(30, 30) & WHITE).isEqualTo(BLACK);
    }

    @Test
    void drawsThreeChannelsAsColours() throws IOException {
        float[] redThenYellow = {1, 1, -1, 1, -1, -1};

        var image = new KernelMosaic(3, 1, 2, 1, 1, 1).draw(new float[][] {redThenYellow});

        assertThat(colours(image, 4, 1, 33)).containsExactly(0xFF0000, 0xFFFF00);
    }

    /** Words above, which are longer the more there is to say, and the tiles below them as they are drawn. */
    @Test
    void writesACaptionAboveTheTiles() throws IOException {
        var mosaic = new KernelMosaic(1, 28, 28, 8, 100, 1);
        var kernels = new float[16][28 * 28];
        var tiles = mosaic.draw(kernels);
        mosaic.write("784-16-10, binarized", kernels, file);
        var image = read();
        int caption = image.getHeight() - tiles.getHeight();

        assertThat(caption).isBetween(20, 80);
        assertThat(darkPixels(image, caption)).isGreaterThan(200);
        for (int y = 0; y < tiles.getHeight(); y++) {
            for (int x = 0; x < tiles.getWidth(); x++) {
                assertThat(image.getRGB(x, caption + y)).isEqualTo(tiles.getRGB(x, y));
            }
        }
        mosaic.write("784-16-10, binarized ".repeat(9), kernels, file);
        assertThat(read().getHeight()).isGreaterThan(image.getHeight());
    }

    private static int darkPixels(BufferedImage image, int height) {
        int dark = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                dark += (image.getRGB(x, y) & 0xFF) < 128 ? 1 : 0;
            }
        }
        return dark;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 2 | 1   | 1,-1       | All 2 kernels of the first layer; black is -1, white +1.",
                "1 | 1 | 1   | 1,-1       | The first 1 of 2 kernels of the first layer; black is -1, white +1.",
                "1 | 2 | .25 | .25,.125   | All 2 kernels of the first layer; black is -0.250, grey 0, white +0.250.",
                "3 | 2 | 1   | 1,-1       | All 2 kernels of the first layer; red, green and blue are the channels: "
                        + "dark is -1, bright +1."
            })
    void theLegendSaysWhatIsSeen(int channels, int maxTiles, float bound, String weights, String legend) {
        String[] two = weights.split(",");
        float[][] kernels = new float[2][channels];
        for (int i = 0; i < 2; i++) {
            Arrays.fill(kernels[i], Float.parseFloat(two[i]));
        }
        assertThat(new KernelMosaic(channels, 1, 1, 1, maxTiles, bound).legend(kernels))
                .isEqualTo(legend);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void refusesChannelsThatAreNoColours(int channels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelMosaic(channels, 1, 1, 1, 1, 1))
                .withMessageContaining("1 or 3 channels", "not of " + channels);
    }

    @Test
    void refusesAKernelOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new KernelMosaic(1, 2, 2, 1, 1, 1).write("", new float[][] {new float[4], new float[5]}, file))
                .withMessageContaining("Kernel 1 has 5 weights: 1 of 2 x 2 need 4");
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesToDrawNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelMosaic(1, 2, 2, 1, 1, 1).write("", new float[0][], file))
                .withMessageContaining("no kernels");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, 1, rows", "1, 0, 1, 1, columns", "1, 1, -1, 1, tilesPerRow", "1, 1, 1, 0, maxTiles"})
    void refusesCountsBelowOne(int rows, int columns, int tilesPerRow, int maxTiles, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelMosaic(1, rows, columns, tilesPerRow, maxTiles, 1))
                .withMessageStartingWith(named);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void refusesABoundWhichIsNotPositiveAndFinite(float bound) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelMosaic(1, 1, 1, 1, 1, bound))
                .withMessageContaining("not " + bound);
    }

    private BufferedImage read() throws IOException {
        var image = ImageIO.read(file.toFile());
        assertThat(image).isNotNull();
        return image;
    }

    private static int[] colours(BufferedImage image, int y, int... xs) {
        var colours = new int[xs.length];
        for (int i = 0; i < xs.length; i++) {
            colours[i] = image.getRGB(xs[i], y) & 0xFFFFFF;
        }
        return colours;
    }
}
