package io.github.bnn4j.cli.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.cli.data.ImageFolders;
import io.github.bnn4j.cli.data.PixelShape;
import io.github.bnn4j.cli.picture.PictureSamples;
import io.github.bnn4j.cli.picture.PictureSamples.StoredPicture;
import io.github.bnn4j.cli.picture.Pixel;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same file is the same pixels for a training and for {@code predict}, and those that it shows. */
class SamePicturesTest {

    @TempDir
    private Path directory;

    static List<StoredPicture> samples() throws IOException {
        return PictureSamples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFileIsThePixelsThatItShows(StoredPicture sample) throws IOException {
        for (int channels : new int[] {1, 3}) {
            PixelShape shape = new PixelShape(channels, sample.height(), sample.width());

            byte[] trained = trained(sample.bytes(), shape);

            assertThat(predicted(sample.bytes(), shape, false, false)).isEqualTo(trained);
            assertThat(predicted(sample.bytes(), shape, true, false)).isEqualTo(trained);
            assertThat(predicted(sample.bytes(), shape, false, true)).isEqualTo(inverted(trained));
            byte[] shown = Pixel.planes(sample.pixels(), channels);
            assertThat(trained).hasSameSizeAs(shown);
            assertThat(IntStream.range(0, shown.length)
                            .map(i -> Math.abs((trained[i] & 0xFF) - (shown[i] & 0xFF)))
                            .max()
                            .orElseThrow())
                    .as("%d channels", channels)
                    .isLessThanOrEqualTo(sample.tolerance());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFileOfAnotherSizeIsScaledInTheSameWay(StoredPicture sample) throws IOException {
        for (int channels : new int[] {1, 3}) {
            for (int side : new int[] {4, 32}) {
                PixelShape shape = new PixelShape(channels, side, side + 1);

                assertThat(predicted(sample.bytes(), shape, true, false)).isEqualTo(trained(sample.bytes(), shape));
                assertThatThrownBy(() -> predicted(sample.bytes(), shape, false, false))
                        .hasMessageContaining(
                                "%d x %d pixels, the network takes %d x %d; scale it with --resize",
                                sample.width(), sample.height(), side + 1, side);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFileThatEndsEarlyIsRefusedByBoth(StoredPicture sample) throws IOException {
        PixelShape shape = new PixelShape(3, sample.height(), sample.width());
        int length = sample.bytes().length;
        for (int cut : IntStream.concat(
                        IntStream.rangeClosed(1, 20), IntStream.range(1, 8).map(i -> i * length / 8))
                .toArray()) {
            byte[] bytes = Arrays.copyOf(sample.bytes(), length - cut);

            assertRefused(() -> trained(bytes, shape), length - cut);
            assertRefused(() -> predicted(bytes, shape, true, false), length - cut);
        }
    }

    private void assertRefused(ThrowingCallable reading, int bytes) {
        assertThatThrownBy(reading)
                .as("the first %d bytes", bytes)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(directory.toString())
                .hasMessageContaining("picture: cannot be read as a picture: ")
                .message()
                .hasLineCount(1);
    }

    /** As a training reads it, from folders. */
    private byte[] trained(byte[] bytes, PixelShape shape) throws IOException {
        for (String folder : List.of("train/ant", "train/bee", "test/ant", "test/bee")) {
            Files.write(Files.createDirectories(directory.resolve(folder)).resolve("picture"), bytes);
        }
        return ImageFolders.read(directory, shape, (done, all) -> {}).test().pixels(0);
    }

    private byte[] predicted(byte[] bytes, PixelShape shape, boolean resize, boolean invert) throws IOException {
        Path file = Files.write(directory.resolve("picture"), bytes);
        InputEncoding input = InputEncoding.bytes(-1, 1, shape.channels(), shape.rows(), shape.columns());
        return new PictureFile(input, resize, invert).read(file);
    }

    private static byte[] inverted(byte[] pixels) {
        byte[] inverted = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            inverted[i] = (byte) (255 - (pixels[i] & 0xFF));
        }
        return inverted;
    }
}
