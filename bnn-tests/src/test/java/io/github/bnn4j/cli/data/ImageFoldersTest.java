package io.github.bnn4j.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.cli.Cifar10Slice;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFoldersTest {

    private static final PixelShape SHAPE = new PixelShape(3, 32, 32);

    @TempDir
    private Path directory;

    private ImageClassificationData read() throws IOException {
        return ImageFolders.read(directory, SHAPE, (done, all) -> {});
    }

    private void assertRefused(Path named, String problem) {
        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(named.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void readsTheBytesOfEachPictureUnderItsClass() throws IOException {
        Random random = new Random(1);
        Map<Integer, Integer> labelByFirstPixel = new HashMap<>();
        Map<Integer, byte[]> bytesByFirstPixel = new HashMap<>();
        String[] classes = {"ant", "bee", "cat"};
        for (int i = 0; i < 12; i++) {
            byte[] pixels = new byte[SHAPE.pixels()];
            random.nextBytes(pixels);
            pixels[0] = (byte) i;
            labelByFirstPixel.put(i, i % 3);
            bytesByFirstPixel.put(i, pixels);
            for (String part : new String[] {"train", "test"}) {
                Path folder = Files.createDirectories(directory.resolve(part).resolve(classes[i % 3]));
                Cifar10Slice.writePicture(folder.resolve(i + ".png"), pixels);
            }
        }

        ImageClassificationData data = read();

        assertThat(data.classNames()).containsExactly(classes);
        for (LabelledImages images : List.of(data.train(), data.test())) {
            List<Integer> seen = new ArrayList<>();
            for (int i = 0; i < images.size(); i++) {
                int first = images.pixels(i)[0];
                seen.add(first);
                assertThat(images.label(i)).isEqualTo(labelByFirstPixel.get(first));
                assertThat(images.pixels(i)).isEqualTo(bytesByFirstPixel.get(first));
            }
            assertThat(seen).containsExactlyInAnyOrderElementsOf(labelByFirstPixel.keySet());
        }
    }

    @Test
    void classesComeMixedAndAlwaysInTheSameOrder() throws IOException {
        Cifar10Slice.writeFolders(directory, 30, "ant", "bee");

        LabelledImages once = read().train();
        LabelledImages again = read().train();

        int changes = 0;
        for (int i = 1; i < once.size(); i++) {
            changes += once.label(i) == once.label(i - 1) ? 0 : 1;
        }
        // Sorted by class there would be 1; of 59 places, chance changes the class at half.
        assertThat(changes).isBetween(15, 45);
        assertThat(again.allPixels()).isEqualTo(once.allPixels());
    }

    @Test
    void scalesAndColoursWhatIsOtherwise() throws IOException {
        Cifar10Slice.writeFolders(directory, 1, "ant", "bee");
        BufferedImage grey = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64 * 48; i++) {
            grey.setRGB(i % 64, i / 64, 0x646464);
        }
        Files.delete(directory.resolve("test/ant/0.png"));
        ImageIO.write(grey, "jpg", directory.resolve("test/ant/grey.jpg").toFile());
        Files.delete(directory.resolve("test/bee/0.png"));
        ImageIO.write(grey, "bmp", directory.resolve("test/bee/grey.bmp").toFile());

        LabelledImages images = read().test();

        int level = images.pixels(0)[0];
        assertThat(level).isBetween(1, 127);
        for (byte pixel : images.allPixels()) {
            assertThat((int) pixel).isBetween(level - 1, level + 1);
        }
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        Cifar10Slice.writeFolders(directory, 2, "ant", "bee");
        List<String> told = new ArrayList<>();

        ImageFolders.read(directory, SHAPE, (done, all) -> told.add(done + "/" + all));

        assertThat(told).containsExactly("1/8", "2/8", "3/8", "4/8", "5/8", "6/8", "7/8", "8/8");
    }

    @Test
    void namesAMissingClassFolder() throws IOException {
        Cifar10Slice.writeFolders(directory, 1, "ant", "bee", "cat");
        Files.delete(directory.resolve("test/cat/0.png"));
        Files.delete(directory.resolve("test/cat"));
        assertRefused(directory.resolve("test/cat"), "train has that class");

        Files.createDirectories(directory.resolve("test/cat"));
        Files.createDirectories(directory.resolve("test/dog"));
        assertRefused(directory.resolve("train/dog"), "test has that class");
    }

    @Test
    void namesAnEmptyClassFolder() throws IOException {
        Cifar10Slice.writeFolders(directory, 1, "ant", "bee");
        Files.move(directory.resolve("test/bee/0.png"), directory.resolve("test/bee/.hidden.png"));

        assertRefused(directory.resolve("test/bee"), "no pictures");
    }

    @Test
    void namesAMissingPart() throws IOException {
        Cifar10Slice.writeFolders(directory.resolve("all"), 1, "ant", "bee");
        Files.move(directory.resolve("all/train"), directory.resolve("train"));

        assertThat(ImageFolders.areIn(directory)).isTrue();
        assertRefused(directory.resolve("test"), "no such folder");
        assertThat(ImageFolders.areIn(directory.resolve("all/test"))).isFalse();
    }

    @Test
    void needsTwoClasses() throws IOException {
        Cifar10Slice.writeFolders(directory, 1, "ant");

        assertRefused(directory.resolve("train"), "at least 2 classes, has 1");
    }

    @Test
    void namesAFileThatIsNoPicture() throws IOException {
        Cifar10Slice.writeFolders(directory, 1, "ant", "bee");
        Path text = Files.writeString(directory.resolve("train/bee/picture.jpg"), "a thousand words");
        assertRefused(text, "cannot be read as a picture");

        Files.write(text, new byte[0]);
        assertRefused(text, "cannot be read as a picture");
    }

    @Test
    void ofMoreThanBytesTheNearestByteIsTaken() throws IOException {
        Cifar10Slice.writeFolders(directory, 1, "ant", "bee");
        BufferedImage deep = new BufferedImage(32, 32, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(5, 4, 0, 60_000);
        ImageIO.write(deep, "png", directory.resolve("test/bee/0.png").toFile());

        LabelledImages images = read().test();

        byte[] bee = images.pixels(images.label(0) == 1 ? 0 : 1);
        byte[] expected = new byte[SHAPE.pixels()];
        for (int channel = 0; channel < 3; channel++) {
            expected[channel * 1024 + 4 * 32 + 5] = (byte) Math.round(60_000 / 257.0);
        }
        assertThat(bee).isEqualTo(expected);
    }

    @Test
    void tooManyClassesAreRefusedBeforeAnyPictureIsRead() throws IOException {
        for (String part : List.of("train", "test")) {
            for (int i = 0; i < 257; i++) {
                Path folder = Files.createDirectories(directory.resolve(part).resolve("class" + i));
                Files.writeString(folder.resolve("picture.png"), "cannot be read");
            }
        }

        assertRefused(directory.resolve("train"), "has a folder for each of 257 classes: there may be 256 at most");
    }

    @Test
    void moreBytesThanAnArrayHasAreRefusedBeforeAnyPictureIsRead() throws IOException {
        PictureDecoder decoder = new PictureDecoder(SHAPE, List.of("ant", "bee"));

        decoder.requireRoom(directory, 699_050);
        assertThatThrownBy(() -> decoder.requireRoom(directory, 699_051))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + ": has 699051 pictures, but at most 699050 of 3 x 32 x 32 can be held");
    }
}
