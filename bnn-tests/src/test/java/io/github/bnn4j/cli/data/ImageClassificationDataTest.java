package io.github.bnn4j.cli.data;

import static io.github.bnn4j.cli.data.IdxBytes.gzip;
import static io.github.bnn4j.cli.data.IdxBytes.idx;
import static io.github.bnn4j.cli.data.IdxBytes.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageClassificationDataTest {

    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    @Test
    void bundledMnistIsMnist() throws IOException {
        var mnist = ImageClassificationData.bundledMnist();

        assertThat(mnist.train().size()).isEqualTo(60000);
        assertThat(mnist.test().size()).isEqualTo(10000);
        for (var images : new LabelledImages[] {mnist.train(), mnist.test()}) {
            assertThat(images.rows()).isEqualTo(28);
            assertThat(images.columns()).isEqualTo(28);
            assertThat(images.classes()).isEqualTo(10);
        }
        assertThat(labels(mnist.train().range(0, 5))).containsExactly(5, 0, 4, 1, 9);
        assertThat(mnist.test().label(0)).isEqualTo(7);
        assertThat(histogram(mnist.test())).containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
        assertThat(histogram(mnist.train()))
                .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
        // The known mean of the training pixels is 0.1307 of the maximum.
        assertThat(meanPixel(mnist.train()) / 255).isBetween(0.13065, 0.13067);
    }

    private static int[] labels(LabelledImages images) {
        var labels = new int[images.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = images.label(i);
        }
        return labels;
    }

    private static int[] histogram(LabelledImages images) {
        var counts = new int[images.classes()];
        for (int label : labels(images)) {
            counts[label]++;
        }
        return counts;
    }

    private static double meanPixel(LabelledImages images) {
        long sum = 0;
        long count = 0;
        for (int i = 0; i < images.size(); i++) {
            for (byte pixel : images.pixels(i)) {
                sum += Byte.toUnsignedInt(pixel);
                count++;
            }
        }
        return (double) sum / count;
    }

    @Test
    void refusesSetsOfDifferentImageSizes() {
        var train = LabelledImages.of(new byte[6], 2, 3, new byte[1], 4);
        var test = LabelledImages.of(new byte[6], 3, 2, new byte[1], 4);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageClassificationData(train, test))
                .withMessageContaining("test images are 3 x 2")
                .withMessageContaining("training images are 2 x 3");
    }

    @Test
    void refusesSetsOfDifferentClasses() {
        var train = LabelledImages.of(new byte[6], 2, 3, new byte[1], 4);
        var test = LabelledImages.of(new byte[6], 2, 3, new byte[1], 5);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageClassificationData(train, test))
                .withMessageContaining("test set has 5 classes but the training set has 4");
    }

    @Nested
    class FromDirectory {

        @TempDir
        private Path directory;

        @Test
        void readsPlainAndGzippedFiles() throws IOException {
            writeGoodFiles();

            var data = ImageClassificationData.fromDirectory(directory);

            assertThat(labels(data.train())).containsExactly(0, 46, 3);
            assertThat(data.train().pixels(1)).containsExactly(3, 4);
            assertThat(data.train().classes()).isEqualTo(47);
            assertThat(labels(data.test())).containsExactly(5, 45);
            assertThat(data.test().pixels(1)).containsExactly(9, 10);
            assertThat(data.test().classes()).isEqualTo(47);
        }

        @Test
        void takesThePlainFileOfTwo() throws IOException {
            writeGoodFiles();
            write(TEST_LABELS + ".gz", gzip(idx(shape(2), 1, 1)));

            var data = ImageClassificationData.fromDirectory(directory);

            assertThat(labels(data.test())).containsExactly(5, 45);
        }

        @ParameterizedTest
        @ValueSource(strings = {TRAIN_IMAGES + ".gz", TRAIN_LABELS, TEST_IMAGES + ".gz", TEST_LABELS})
        void namesTheMissingFile(String missing) throws IOException {
            writeGoodFiles();
            Files.delete(directory.resolve(missing));

            assertRefused(NoSuchFileException.class)
                    .hasMessageStartingWith(directory + ": ")
                    .hasMessageContaining("no file " + missing.replace(".gz", "") + " in");
        }

        @Test
        void namesAllMissingFilesAtOnce() {
            assertRefused(NoSuchFileException.class)
                    .hasMessageContaining(String.join(", ", TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS));
        }

        @Test
        void refusesADirectoryInPlaceOfAFile() throws IOException {
            writeGoodFiles();
            Files.delete(directory.resolve(TEST_LABELS));
            Files.createDirectory(directory.resolve(TEST_LABELS));

            assertRefused(NoSuchFileException.class).hasMessageContaining("no file " + TEST_LABELS);
        }

        @Test
        void refusesWhatIsNotADirectory() throws IOException {
            var file = write("file", new byte[1]);
            var nothing = directory.resolve("nothing");

            for (var path : new Path[] {file, nothing}) {
                assertThatThrownBy(() -> ImageClassificationData.fromDirectory(path))
                        .isInstanceOf(FileSystemException.class)
                        .hasMessageStartingWith(path + ": not a directory")
                        .hasMessageContaining(TRAIN_IMAGES);
            }
        }

        @Test
        void refusesCountsWhichDiffer() throws IOException {
            writeGoodFiles();
            write(TRAIN_LABELS, idx(shape(4), 0, 1, 2, 3));

            assertRefused(IdxFormatException.class)
                    .hasMessageStartingWith(directory.resolve(TRAIN_LABELS) + ": has 4 labels for the 3 images of ")
                    .hasMessageContaining(TRAIN_IMAGES);
        }

        @Test
        void refusesATestLabelWhichNoTrainingImageCanHave() throws IOException {
            writeGoodFiles();
            write(TEST_LABELS, idx(shape(2), 5, 47));

            assertRefused(IdxFormatException.class)
                    .hasMessageStartingWith(directory.resolve(TEST_LABELS) + ": label 1 is 47")
                    .hasMessageContaining("less than 47");
        }

        @Test
        void refusesTestImagesOfAnotherSize() throws IOException {
            writeGoodFiles();
            write(TEST_IMAGES, idx(shape(2, 2, 1), 7, 8, 9, 10));

            assertRefused(IdxFormatException.class)
                    .hasMessageStartingWith(directory.resolve(TEST_IMAGES) + ": its images are 2 x 1 but those of ")
                    .hasMessageEndingWith("are 1 x 2");
        }

        @Test
        void refusesSwappedFiles() throws IOException {
            writeGoodFiles();
            write(TRAIN_IMAGES, idx(shape(3), 0, 46, 3));
            assertRefused(IdxFormatException.class)
                    .hasMessageStartingWith(directory.resolve(TRAIN_IMAGES) + ": has 1 dimensions, images need 3");

            writeGoodFiles();
            Files.delete(directory.resolve(TRAIN_IMAGES));
            write(TRAIN_LABELS, idx(shape(3, 1, 2), 1, 2, 3, 4, 5, 6));
            assertRefused(IdxFormatException.class)
                    .hasMessageStartingWith(directory.resolve(TRAIN_LABELS) + ": has 3 dimensions, labels need 1");
        }

        @Test
        void refusesLabelsOfOneClassOnly() throws IOException {
            writeGoodFiles();
            write(TRAIN_LABELS, idx(shape(3), 0, 0, 0));

            assertRefused(IdxFormatException.class)
                    .hasMessageStartingWith(directory.resolve(TRAIN_LABELS) + ": all labels are 0");
        }

        private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Class<? extends IOException> type) {
            return assertThatThrownBy(() -> ImageClassificationData.fromDirectory(directory))
                    .isExactlyInstanceOf(type)
                    .hasMessageNotContaining("\n");
        }

        private void writeGoodFiles() throws IOException {
            write(TRAIN_IMAGES + ".gz", gzip(idx(shape(3, 1, 2), 1, 2, 3, 4, 5, 6)));
            write(TRAIN_LABELS, idx(shape(3), 0, 46, 3));
            write(TEST_IMAGES + ".gz", gzip(idx(shape(2, 1, 2), 7, 8, 9, 10)));
            write(TEST_LABELS, idx(shape(2), 5, 45));
        }

        private Path write(String name, byte[] content) throws IOException {
            return Files.write(directory.resolve(name), content);
        }
    }
}
