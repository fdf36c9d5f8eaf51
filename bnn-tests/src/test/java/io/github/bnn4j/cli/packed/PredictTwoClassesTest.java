package io.github.bnn4j.cli.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.ValueType;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A single score with a threshold tells two classes apart, for pictures and for files of images. */
class PredictTwoClassesTest {

    @TempDir
    Path directory;

    private Path packed;

    /** The mean of four bytes; from 128 on it is light. */
    @BeforeEach
    void pack() throws IOException {
        packed = directory.resolve("light.bnn");
        PackedContent.Builder network = PackedContent.builder(InputEncoding.bytes(0, 255, 1, 2, 2));
        network.add(
                new BinaryDense(
                        ValueType.BYTES,
                        BitMatrix.of(1, 4, new long[] {0b1111}),
                        new Scores(new double[] {0.25}, new double[] {0})),
                0);
        new PackedNetwork(
                        network.threshold(128).labels(List.of("dark", "light")).build())
                .save(packed);
    }

    private Path picture(String name, int grey) throws IOException {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 4; i++) {
            image.setRGB(i % 2, i / 2, 0x010101 * grey);
        }
        Path file = directory.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void ofPictures() throws IOException {
        Cli run = Cli.run("predict", packed, picture("a.png", 127), picture("b.png", 128));

        assertThat(run.err()).isEmpty();
        assertThat(run.out().get(0)).endsWith("a.png: dark (score 127.0)");
        assertThat(run.out().get(1)).endsWith("b.png: light (score 128.0)");
    }

    @Test
    void ofFilesOfImages() throws IOException {
        Path images = Files.write(
                directory.resolve("images"),
                new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, -1, -2, -3, -4});
        Path labels = Files.write(directory.resolve("labels"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 1});

        Cli run = Cli.run("predict", packed, "--images", images, "--labels", labels);

        assertThat(run.err()).isEmpty();
        assertThat(run.lastLine()).contains("error 0.00 % (0 of 2)");
    }
}
