package io.github.bnn4j.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.cli.picture.PictureSamples.StoredPicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.datavec.image.loader.NativeImageLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureReaderTest {

    private static final PictureReader READER = new PictureReader(3, 8, 9);

    @TempDir
    private Path directory;

    private void assertRefused(String name, byte[] bytes, String... reasons) throws IOException {
        Path file = Files.write(directory.resolve(name), bytes);
        assertThatThrownBy(() -> READER.readScaled(file))
                .as(name)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": cannot be read as a picture: ")
                .hasMessageContainingAll(reasons)
                .message()
                .hasLineCount(1);
    }

    /** So models that were trained before go on with the pixels that they have learnt. */
    @Test
    void opaquePicturesAreScaledAsDataVecScalesThem() throws IOException {
        Random random = new Random(5);
        for (int side : new int[] {5, 9, 40}) {
            BufferedImage picture = new BufferedImage(side, side + 3, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < side * (side + 3); i++) {
                picture.setRGB(i % side, i / side, random.nextInt(1 << 24));
            }
            Path file = directory.resolve("picture.png");
            ImageIO.write(picture, "png", file.toFile());

            byte[] pixels = READER.readScaled(file);

            float[] datavec = new NativeImageLoader(8, 9, 3)
                    .asMatrix(file.toFile())
                    .reshape(-1)
                    .toFloatVector();
            for (int i = 0; i < pixels.length; i++) {
                int blueFirst = (2 - i / 72) * 72 + i % 72;
                assertThat(pixels[i] & 0xFF).isEqualTo((int) datavec[blueFirst]);
            }
        }
    }

    /** What its few bytes inflate to does not matter: they are not looked at. */
    @Test
    void aBombIsRefusedByItsSize() throws IOException {
        byte[] bomb = PngBytes.of(20_000, 20_000, 8, PngBytes.GREY).rows(8, new int[20_000][20_000 / 64]);
        assertThat(bomb).hasSizeLessThan(500_000);

        assertRefused("bomb.png", bomb, "its size is 20000 x 20000", "67,108,864 pixels at most");
    }

    @Test
    void sizesThatCannotBeAreRefusedInEveryFormat() throws IOException {
        Map<String, byte[]> tooLarge = new TreeMap<>();
        for (int[] size : new int[][] {{Integer.MAX_VALUE, Integer.MAX_VALUE}, {-1, -1}, {1, 1 << 30}, {8192, 8193}}) {
            String name = size[0] + "x" + size[1];
            tooLarge.put(
                    name + ".png",
                    PngBytes.of(size[0], size[1], 8, PngBytes.RGBA).rows(8, new int[1][4]));
            tooLarge.put(name + ".tif", tiff(size[0], size[1]));
        }
        for (int[] size : new int[][] {{Integer.MAX_VALUE, Integer.MIN_VALUE}, {1 << 16, -(1 << 16)}, {8192, 8193}}) {
            tooLarge.put(size[0] + "x" + size[1] + ".bmp", bmp(size[0], size[1]));
        }
        tooLarge.put("65535.gif", gif(65_535));
        tooLarge.put("65535.jpg", jpeg(65_535));
        tooLarge.put("16384.webp", webp());
        tooLarge.put("99999.ppm", "P6 99999 99999 255\n...".getBytes(StandardCharsets.US_ASCII));
        for (Map.Entry<String, byte[]> each : tooLarge.entrySet()) {
            assertRefused(each.getKey(), each.getValue(), "its size is ", "67,108,864 pixels at most");
        }
    }

    @Test
    void picturesWithoutPixelsAreRefusedInEveryFormat() throws IOException {
        Map<String, byte[]> empty = new TreeMap<>(Map.of(
                "0.png", PngBytes.of(0, 5, 8, PngBytes.GREY).rows(8, new int[5][0]),
                "0.tif", tiff(5, 0),
                "0.bmp", bmp(0, 5),
                "-5.bmp", bmp(-5, 5),
                "0.gif", gif(0),
                "0.jpg", jpeg(0),
                "0.ppm", "P6 5 0 255\n...".getBytes(StandardCharsets.US_ASCII)));
        for (Map.Entry<String, byte[]> each : empty.entrySet()) {
            assertRefused(each.getKey(), each.getValue(), "it has no pixels, its size is ");
        }
    }

    private static byte[] tiff(int width, int height) {
        return ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'I', 'I', 42, 0})
                .putInt(8)
                .putShort((short) 2)
                .put(entry(256, width))
                .put(entry(257, height))
                .array();
    }

    private static byte[] entry(int tag, int value) {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) tag)
                .putShort((short) 4)
                .putInt(1)
                .putInt(value)
                .array();
    }

    private static byte[] bmp(int width, int height) {
        return ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'B', 'M'})
                .putInt(10, 54)
                .putInt(14, 40)
                .putInt(18, width)
                .putInt(22, height)
                .putShort(28, (short) 24)
                .array();
    }

    private static byte[] gif(int side) {
        return ByteBuffer.allocate(32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) side)
                .putShort((short) side)
                .array();
    }

    private static byte[] jpeg(int side) {
        return ByteBuffer.allocate(32)
                .put(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xC0, 0, 11, 8})
                .putShort((short) side)
                .putShort((short) side)
                .put(new byte[] {1, 1, 0x11, 0, (byte) 0xFF, (byte) 0xD9})
                .array();
    }

    private static byte[] webp() {
        return ByteBuffer.allocate(30)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(22)
                .put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII))
                .putInt(10)
                .putInt(0)
                .put(new byte[] {(byte) 0xFF, 0x3F, 0, (byte) 0xFF, 0x3F, 0})
                .array();
    }

    @Test
    void whatIsNoPictureIsRefused() throws IOException {
        assertRefused(
                "empty.png", new byte[0], "not a picture of a known format, PNG, JPEG, GIF, BMP, WebP, TIFF, PNM");
        assertRefused("text.jpg", "a thousand words".getBytes(StandardCharsets.US_ASCII), "not a picture");
        assertThatThrownBy(() -> READER.readScaled(directory)).hasMessageContaining(directory.toString());
    }

    @Test
    void aDamagedChunkOfPngIsRefused() throws IOException {
        byte[] bytes =
                PngBytes.of(8, 9, 8, PngBytes.GREY).chunk("tEXt", new byte[30]).rows(8, new int[9][8]);
        bytes[50] ^= 1;

        assertRefused("damaged.png", bytes, "it is damaged", "checksum");
    }

    @Test
    void missingRowsOfPngAreRefused() throws IOException {
        assertRefused("few.png", PngBytes.of(8, 9, 8, PngBytes.GREY).rows(8, new int[3][8]), "it is damaged");
    }

    /** It has no alpha where programs say it has none, though the fourth byte is there, and 0. */
    @Test
    void theFourthByteOfBmpSaysNothing() throws IOException {
        ByteBuffer bmp = ByteBuffer.allocate(54 + 4 * 72).order(ByteOrder.LITTLE_ENDIAN);
        bmp.put(bmp(9, -8), 0, 54).putShort(28, (short) 32).putShort(26, (short) 1);
        for (int i = 0; i < 72; i++) {
            bmp.put(new byte[] {1, 2, 3, 0});
        }
        Path file = Files.write(directory.resolve("fourth.bmp"), bmp.array());

        byte[] pixels = READER.read(file);

        assertThat(List.of(pixels[0], pixels[72], pixels[144])).containsExactly((byte) 3, (byte) 2, (byte) 1);
    }

    @Test
    void aBrokenExifIsNoReasonToRefuse() throws IOException {
        BufferedImage picture = new BufferedImage(9, 8, BufferedImage.TYPE_INT_RGB);
        byte[] plain = JpegBytes.of(picture, false);
        for (int orientation : new int[] {0, 9, 65_535}) {
            Path file = Files.write(directory.resolve("broken.jpg"), JpegBytes.withOrientation(plain, orientation));

            assertThatCode(() -> READER.read(file)).doesNotThrowAnyException();
        }
    }

    static List<StoredPicture> samples() throws IOException {
        return PictureSamples.all();
    }

    /** Whatever a file announces, it is answered with a size or in a line, and soon. */
    @ParameterizedTest
    @MethodSource("samples")
    @Timeout(60)
    void anyChangeOfAFileIsAnswered(StoredPicture sample) {
        Random random = new Random(sample.name().hashCode());
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = sample.bytes().clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes[random.nextInt(Math.min(bytes.length, 200))] = (byte) random.nextInt(256);
            }
            try {
                PictureHeader header = PictureFormat.header(ByteBuffer.wrap(bytes));
                assertThat((long) header.width() * header.height()).isBetween(1L, (long) PictureHeader.MAX_PIXELS);
            } catch (IOException e) {
                answers.add(e.getMessage());
            }
        }
        assertThat(answers).isNotEmpty().allSatisfy(answer -> assertThat(answer).hasLineCount(1));
    }
}
