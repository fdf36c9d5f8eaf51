package io.github.bnn4j.cli.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.xnor.KernelProperty;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;

/** From a saved network to classes, on the command line. */
class PackedCommandsTest {

    private static final int IMAGES = 150;

    @TempDir
    static Path directory;

    private static MultiLayerNetwork network;
    private static Path model;
    private static Path packed;

    @BeforeAll
    static void packAModel() throws IOException {
        MnistSlice.write(directory, 10, IMAGES);
        network = new MultiLayerNetwork(configuration());
        network.init();
        model = directory.resolve("model.zip");
        packed = directory.resolve("model.bnn");
        ModelSerializer.writeModel(network, model.toFile(), true);
        Cli run = Cli.run("pack", model, "-o", packed, "--labels", "a,b,c,d,e,f,g,h,i,j");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.lastLine()).contains(packed.toString(), String.format("%,d bytes", Files.size(packed)));
    }

    private static MultiLayerConfiguration configuration() {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new BinaryDenseLayer.Builder().nOut(70).build())
                .layer(new BatchNormalization())
                .layer(new ActivationLayer(new SignActivation()))
                .layer(new BinaryDenseLayer.Builder().nOut(10).build())
                .layer(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(784))
                .build();
    }

    private static LabelledImages images() throws IOException {
        return LabelledImages.read(
                directory.resolve("t10k-images-idx3-ubyte"), directory.resolve("t10k-labels-idx1-ubyte"));
    }

    private static Path png(String name, BufferedImage image) throws IOException {
        Path file = directory.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static BufferedImage picture(byte[] pixels, boolean inverted) {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < pixels.length; i++) {
            int grey = inverted ? 255 - (pixels[i] & 0xFF) : pixels[i] & 0xFF;
            image.setRGB(i % 28, i / 28, new Color(grey, grey, grey).getRGB());
        }
        return image;
    }

    @Test
    void predictsTheClassOfEachPicture() throws IOException {
        LabelledImages images = images();
        PackedNetwork loaded = PackedNetwork.load(packed);
        for (int i = 0; i < 20; i++) {
            byte[] pixels = images.pixels(i);
            String expected = loaded.labels().get(loaded.predict(pixels));

            Cli run = Cli.run("predict", packed, png("plain.png", picture(pixels, false)));
            Cli inverted = Cli.run("predict", packed, "--invert", png("inverted.png", picture(pixels, true)));

            assertThat(run.lastLine()).startsWith(directory.resolve("plain.png") + ": " + expected + " (score");
            assertThat(inverted.lastLine()).contains(": " + expected + " (score");
        }
    }

    @Test
    void pictureOfAnotherSizeNeedsResize() throws IOException {
        Path large = png("large.png", new BufferedImage(56, 30, BufferedImage.TYPE_4BYTE_ABGR));

        Cli refused = Cli.run("predict", packed, large);
        Cli resized = Cli.run("predict", packed, "--resize", large);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .singleElement()
                .asString()
                .contains(large.toString(), "56 x 30", "28 x 28", "--resize");
        assertThat(resized.exitCode()).isZero();
    }

    @Test
    void countsErrorsOverIdxFiles() throws IOException {
        LabelledImages images = images();
        int[] classes = new int[IMAGES];
        PackedNetwork.load(packed).predict(images.allPixels(), IMAGES, classes);
        int wrong = 0;
        for (int i = 0; i < IMAGES; i++) {
            wrong += classes[i] == images.label(i) ? 0 : 1;
        }

        for (int threads = 1; threads <= 3; threads++) {
            Cli run = Cli.run(
                    "predict",
                    packed,
                    "--images",
                    directory.resolve("t10k-images-idx3-ubyte"),
                    "--labels",
                    directory.resolve("t10k-labels-idx1-ubyte"),
                    "--threads",
                    threads);

            assertThat(run.exitCode()).isZero();
            assertThat(run.lastLine())
                    .contains(String.format("error %.2f %% (%d of %d)", 100.0 * wrong / IMAGES, wrong, IMAGES));
        }
    }

    @Test
    void inspectShowsEachLayer() {
        Cli run = Cli.run("inspect", packed);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().get(0)).contains("1x28x28 BYTES");
        assertThat(run.out())
                .anySatisfy(line -> assertThat(line).contains("784 B -> 70 S", "54,880", "limits"))
                .anySatisfy(line -> assertThat(line).contains("70 S -> 10 F", "700", "scale and offset"));
        assertThat(run.lastLine()).contains("55,580 binary weights in 6,948 bytes");
    }

    @Test
    void inspectSaysWhichKernelMultipliesAndWhy() {
        try (var named = KernelProperty.set("harley-seal")) {
            assertThat(Cli.run("inspect", packed).out())
                    .contains("kernel  harley-seal, named by the system property " + XnorKernels.PROPERTY);
        }
        try (var measured = KernelProperty.cleared()) {
            assertThat(Cli.run("inspect", packed, "--measure").out())
                    .anyMatch(line -> line.matches("kernel  (row-major|int-2x8|harley-seal), .* Gop/s.*"));
        }
    }

    @Test
    void packsAGraphToTheSameFile() throws IOException {
        ComputationGraph graph = network.toComputationGraph();
        graph.setParams(network.params());
        Path graphModel = directory.resolve("graph.zip");
        ModelSerializer.writeModel(graph, graphModel.toFile(), false);
        Path graphPacked = directory.resolve("graph.bnn");

        Cli run = Cli.run("pack", graphModel, "-o", graphPacked, "--labels", "a,b,c,d,e,f,g,h,i,j");

        assertThat(run.err()).isEmpty();
        assertThat(Files.readAllBytes(graphPacked)).isEqualTo(Files.readAllBytes(packed));
    }

    @Test
    void aNetworkThatCannotBePackedIsNamedAndNothingIsWritten() throws IOException {
        MultiLayerNetwork convolution = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).name("edges").build())
                .layer(new BinaryDenseLayer.Builder().nOut(2).build())
                .layer(new LossLayer.Builder(SquaredHingeLoss.oneHot()).build())
                .setInputType(InputType.convolutional(5, 5, 1))
                .build());
        convolution.init();
        Path file = directory.resolve("convolution.zip");
        Path target = directory.resolve("convolution.bnn");
        ModelSerializer.writeModel(convolution, file.toFile(), false);

        Cli run = Cli.run("pack", file, "-o", target, "--shape", "1x1x1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("edges");
        assertThat(target).doesNotExist();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(1, new Object[] {"pack", "none.zip", "-o", "x.bnn"}, "none.zip"),
                Arguments.of(1, new Object[] {"pack", "{bnn}", "-o", "x.bnn"}, "is not a readable model"),
                Arguments.of(1, new Object[] {"pack", "{zip}", "-o", "none/x.bnn"}, "is not a directory"),
                Arguments.of(2, new Object[] {"pack", "{zip}"}, "--out"),
                Arguments.of(2, new Object[] {"pack", "{zip}", "-o", "x.bnn", "--shape", "28x28"}, "1x28x28"),
                Arguments.of(1, new Object[] {"pack", "{zip}", "-o", "x.bnn", "--shape", "1x28x27"}, "784"),
                Arguments.of(2, new Object[] {"pack", "{zip}", "-o", "x.bnn", "--range", "3"}, "--range"),
                Arguments.of(2, new Object[] {"pack", "{zip}", "-o", "x.bnn", "--range", "3,3"}, "--range"),
                Arguments.of(1, new Object[] {"pack", "{zip}", "-o", "x.bnn", "--labels", "a,b"}, "labels"),
                Arguments.of(1, new Object[] {"predict", "none.bnn", "--mnist"}, "There is no file none.bnn"),
                Arguments.of(1, new Object[] {"predict", "{zip}", "--mnist"}, "{zip}"),
                Arguments.of(2, new Object[] {"predict", "{bnn}"}, "Nothing to predict"),
                Arguments.of(2, new Object[] {"predict", "{bnn}", "--images", "x"}, "belong together"),
                Arguments.of(
                        1, new Object[] {"predict", "{bnn}", "--images", "x", "--labels", "y"}, "There is no file"),
                Arguments.of(1, new Object[] {"predict", "{bnn}", "none.png"}, "There is no file none.png"),
                Arguments.of(1, new Object[] {"predict", "{bnn}", "{zip}"}, "not a picture"),
                Arguments.of(2, new Object[] {"predict", "{bnn}", "--mnist", "--threads", "0"}, "--threads"),
                Arguments.of(1, new Object[] {"inspect", "{zip}"}, "{zip}"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesGetOneLine(int exitCode, Object[] arguments, String message) {
        Object[] filled = Stream.of(arguments).map(PackedCommandsTest::fill).toArray();

        Cli run = Cli.run(filled);

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).first().asString().contains(fill(message));
        assertThat(run.err().stream().filter(line -> line.contains("error:"))).hasSize(1);
    }

    private static String fill(Object argument) {
        return argument.toString().replace("{bnn}", packed.toString()).replace("{zip}", model.toString());
    }
}
