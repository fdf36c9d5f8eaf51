package io.github.bnn4j.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningCurvesTest {

    private static final int FIRST_COLOUR = 0x0072B2;
    private static final int SECOND_COLOUR = 0xD55E00;

    /** Only more pixels of a colour show that there is a line. */
    private static final int MAX_PIXELS_OF_LEGEND = 130;

    private static final int[] EPOCHS = {1, 2, 3};
    private static final double[] PERCENT = {5.0, 3.5, 2.5};
    private static final double[] LOSS = {0.9, 0.2, 0.1};

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void setUp() {
        file = directory.resolve("curves.png");
    }

    @Test
    void drawsErrorAndLossOfARun() throws IOException {
        LearningCurves.titled("MNIST")
                .addError("BNN", EPOCHS, PERCENT)
                .addLoss("BNN", EPOCHS, LOSS)
                .write(file);

        var image = read();
        assertThat(pixels(image, FIRST_COLOUR)).isGreaterThan(MAX_PIXELS_OF_LEGEND);
        assertThat(pixels(image, SECOND_COLOUR)).isZero();
        assertThatNoOtherFileIsLeft();
    }

    @Test
    void drawsEachRunInItsColour() throws IOException {
        LearningCurves.titled("MNIST")
                .addError("binary", EPOCHS, PERCENT)
                .addError("float", EPOCHS, new double[] {4, 2, 1})
                .write(file);

        var image = read();
        assertThat(pixels(image, FIRST_COLOUR)).isGreaterThan(MAX_PIXELS_OF_LEGEND);
        assertThat(pixels(image, SECOND_COLOUR)).isGreaterThan(MAX_PIXELS_OF_LEGEND);
    }

    @Test
    void drawsBothLinesOfARunInOneColour() throws IOException {
        LearningCurves.titled("MNIST").addError("BNN", EPOCHS, PERCENT).write(file);
        int error = pixels(read(), FIRST_COLOUR);

        LearningCurves.titled("MNIST")
                .addError("BNN", EPOCHS, PERCENT)
                .addLoss("BNN", EPOCHS, LOSS)
                .write(file);

        assertThat(pixels(read(), FIRST_COLOUR)).isGreaterThan(error + MAX_PIXELS_OF_LEGEND);
    }

    @Test
    void drawsALossAlone() throws IOException {
        LearningCurves.titled("MNIST").addLoss("BNN", EPOCHS, LOSS).write(file);

        assertThat(pixels(read(), FIRST_COLOUR)).isGreaterThan(MAX_PIXELS_OF_LEGEND);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 12, 13, 60, 61, 500})
    void drawsAnyNumberOfEpochs(int count) throws IOException {
        int[] epochs = IntStream.rangeClosed(1, count).toArray();
        double[] values =
                Arrays.stream(epochs).mapToDouble(epoch -> 9.0 / epoch).toArray();

        LearningCurves.titled("MNIST")
                .addError("BNN", epochs, values)
                .addLoss("BNN", epochs, values)
                .write(file);

        assertThat(pixels(read(), FIRST_COLOUR)).isGreaterThan(MAX_PIXELS_OF_LEGEND);
    }

    @Test
    void drawsAPointForTheOnlyEpoch() throws IOException {
        LearningCurves.titled("MNIST")
                .addError("BNN", new int[] {1}, new double[] {Double.NaN})
                .write(file);
        int legend = pixels(read(), FIRST_COLOUR);

        LearningCurves.titled("MNIST")
                .addError("BNN", new int[] {1}, new double[] {9})
                .write(file);

        assertThat(pixels(read(), FIRST_COLOUR)).isGreaterThan(legend);
    }

    @Test
    void drawsGapsForValuesWhichAreNotFinite() throws IOException {
        LearningCurves.titled("diverged")
                .addError("BNN", EPOCHS, new double[] {90, Double.NaN, 80})
                .addLoss("BNN", EPOCHS, new double[] {3, Double.POSITIVE_INFINITY, Double.NaN})
                .write(file);

        assertThat(pixels(read(), FIRST_COLOUR)).isPositive();
    }

    @Test
    void drawsAChartWithoutAnyFiniteValue() throws IOException {
        double[] nothing = {Double.NaN, Double.NaN, Double.NaN};

        LearningCurves.titled("diverged")
                .addError("BNN", EPOCHS, nothing)
                .addLoss("BNN", EPOCHS, nothing)
                .write(file);

        assertThat(pixels(read(), FIRST_COLOUR)).isBetween(1, MAX_PIXELS_OF_LEGEND);
    }

    @Test
    void replacesAFile() throws IOException {
        Files.writeString(file, "old");

        LearningCurves.titled("MNIST").addError("BNN", EPOCHS, PERCENT).write(file);

        read();
        assertThatNoOtherFileIsLeft();
    }

    @Test
    void refusesAnEmptyChart() {
        assertThatThrownBy(() -> LearningCurves.titled("MNIST").write(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no curve");
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesCurvesWithoutAValueForEachEpoch() {
        var chart = LearningCurves.titled("MNIST");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart.addError("BNN", EPOCHS, new double[2]))
                .withMessageContaining("validation error of BNN has 3 epochs and 2 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart.addLoss("BNN", new int[0], new double[0]))
                .withMessageContaining("training loss of BNN has 0 epochs and 0 values");
    }

    @Test
    void refusesASecondCurveOfOneName() {
        var chart = LearningCurves.titled("MNIST").addError("BNN", EPOCHS, PERCENT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart.addError("BNN", EPOCHS, PERCENT))
                .withMessageContaining("BNN: validation error");
    }

    private BufferedImage read() throws IOException {
        var image = ImageIO.read(file.toFile());
        assertThat(image).isNotNull();
        assertThat(image.getWidth()).isEqualTo(1000);
        assertThat(image.getHeight()).isEqualTo(600);
        return image;
    }

    private static int pixels(BufferedImage image, int colour) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) == colour) {
                    count++;
                }
            }
        }
        return count;
    }

    private void assertThatNoOtherFileIsLeft() throws IOException {
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }
}
