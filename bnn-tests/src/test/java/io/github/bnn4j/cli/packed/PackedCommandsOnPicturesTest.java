package io.github.bnn4j.cli.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.packed.PackedNetwork;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;

/** From a saved network of convolutions to classes of coloured pictures, on the command line. */
class PackedCommandsOnPicturesTest {

    private static final int WIDTH = 9;
    private static final int HEIGHT = 7;

    @TempDir
    static Path directory;

    private static Path model;
    private static Path packed;

    @BeforeAll
    static void packAModel() throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new BinaryConvolutionLayer.Builder(3, 3)
                        .nOut(20)
                        .convolutionMode(ConvolutionMode.Same)
                        .build())
                .layer(new BatchNormalization())
                .layer(new ActivationLayer(new SignActivation()))
                .layer(new BinaryDenseLayer.Builder().nOut(5).build())
                .layer(new LossLayer.Builder().activation(Activation.IDENTITY).build())
                .setInputType(InputType.convolutional(HEIGHT, WIDTH, 3))
                .build());
        network.init();
        model = directory.resolve("model.zip");
        packed = directory.resolve("model.bnn");
        ModelSerializer.writeModel(network, model.toFile(), true);
        Cli run = Cli.run("pack", model, "-o", packed, "--shape", "3x7x9");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    /** First all red, then all green, then all blue. */
    @Test
    void predictsTheClassOfAColouredPicture() throws IOException {
        PackedNetwork network = PackedNetwork.load(packed);
        Random random = new Random(2);
        for (int i = 0; i < 10; i++) {
            BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            byte[] pixels = new byte[3 * WIDTH * HEIGHT];
            random.nextBytes(pixels);
            for (int p = 0; p < WIDTH * HEIGHT; p++) {
                int red = pixels[p] & 0xFF;
                int green = pixels[p + WIDTH * HEIGHT] & 0xFF;
                int blue = pixels[p + 2 * WIDTH * HEIGHT] & 0xFF;
                picture.setRGB(p % WIDTH, p / WIDTH, red << 16 | green << 8 | blue);
            }
            Path file = directory.resolve("picture.png");
            ImageIO.write(picture, "png", file.toFile());

            Cli run = Cli.run("predict", packed, file);

            assertThat(run.lastLine()).startsWith(file + ": " + network.predict(pixels) + " (score");
        }
    }

    @Test
    void inspectShowsSizesOfImages() {
        Cli run = Cli.run("inspect", packed);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().get(0)).contains("3x7x9 BYTES");
        assertThat(run.out())
                .anySatisfy(line -> assertThat(line).contains("ChannelsLast", "3x7x9 B -> 3x7x9 B"))
                .anySatisfy(line ->
                        assertThat(line).contains("BinaryConvolution", "3x7x9 B -> 20x7x9 S", " 540 ", "limits"))
                .anySatisfy(line -> assertThat(line).contains("BinaryDense", "1260 S -> 5 F", "6,300"));
        assertThat(run.lastLine()).contains("6,840 binary weights");
    }

    @Test
    void theSizeOfImagesHasToBeSaid() {
        Cli run = Cli.run("pack", model, "-o", directory.resolve("none.bnn"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("Layer 0", "images of 3 channels", "--shape CxHxW");
    }

    @Test
    void theChannelsHaveToBeThoseOfTheNetwork() {
        Cli run = Cli.run("pack", model, "-o", directory.resolve("none.bnn"), "--shape", "1x7x9");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("3 channels", "1x7x9 has 1");
    }
}
