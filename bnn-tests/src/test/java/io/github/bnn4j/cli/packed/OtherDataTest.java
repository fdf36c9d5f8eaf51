package io.github.bnn4j.cli.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cifar10Slice;
import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.data.Datasets;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;

/** A network and images that it is not for: other classes, or another size. */
class OtherDataTest {

    @TempDir
    static Path directory;

    private static Path pictures;
    private static Path coloured;
    private static Path digits;

    @BeforeAll
    static void writeImagesAndModels() throws IOException {
        pictures = Files.createDirectories(directory.resolve("pictures"));
        Cifar10Slice.writeFolders(pictures, 20, "ant", "bee", "cat");
        coloured = model("coloured.zip", 3 * 32 * 32, 3);
        digits = model("digits.zip", 28 * 28, 10);
    }

    private static Path model(String name, int inputs, int classes) throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(4)
                .list()
                .layer(new BinaryDenseLayer.Builder().nOut(classes).build())
                .layer(new LossLayer.Builder().activation(Activation.IDENTITY).build())
                .setInputType(InputType.feedForward(inputs))
                .build());
        network.init();
        Path file = directory.resolve(name);
        ModelSerializer.writeModel(network, file.toFile(), false);
        return file;
    }

    private static Path packed(Path model, String shape, String... labels) {
        Path file = directory.resolve(String.join("-", labels) + shape + ".bnn");
        Cli run = labels.length == 0
                ? Cli.run("pack", model, "-o", file, "--shape", shape)
                : Cli.run("pack", model, "-o", file, "--shape", shape, "--labels", String.join(",", labels));
        assertThat(run.err()).isEmpty();
        return file;
    }

    private static Cli evaluate(Path model) {
        return Cli.run("images", "evaluate", "--data", pictures, "--model", model);
    }

    private static void assertRefused(Cli run, Object... parts) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains(List.of(parts).stream().map(Object::toString).toList());
    }

    /** Image by image, by the name of what is predicted and the name of what it is. */
    private static String errorByNames(Path model, List<String> labels) throws IOException {
        PackedNetwork network = PackedNetwork.load(model);
        ImageClassificationData data = Datasets.read(pictures);
        int wrong = 0;
        for (int i = 0; i < data.test().size(); i++) {
            String predicted = labels.get(network.predict(data.test().pixels(i)));
            wrong += predicted.equals(data.className(data.test().label(i))) ? 0 : 1;
        }
        return String.format(
                Locale.ROOT, "test error: %.2f %%", 100.0 * wrong / data.test().size());
    }

    @Test
    void evaluationGoesByTheNamesOfClasses() throws IOException {
        String[][] orders = {{"ant", "bee", "cat"}, {"cat", "ant", "bee"}, {"bee", "ant", "cat"}};
        String[] errors = new String[orders.length];
        for (int i = 0; i < orders.length; i++) {
            Path model = packed(coloured, "3x32x32", orders[i]);
            Cli run = evaluate(model);
            errors[i] = run.lastLine();

            assertThat(run.err()).isEmpty();
            assertThat(errors[i]).isEqualTo(errorByNames(model, List.of(orders[i])));
        }
        assertThat(errors).doesNotHaveDuplicates();
    }

    @Test
    void evaluationWithoutNamesGoesByTheOrder() {
        String inOrder =
                evaluate(packed(coloured, "3x32x32", "ant", "bee", "cat")).lastLine();

        assertThat(evaluate(packed(coloured, "3x32x32")).lastLine()).isEqualTo(inOrder);
        assertThat(evaluate(coloured).lastLine()).isEqualTo(inOrder);
    }

    @Test
    void evaluationOnOtherClassesIsRefused() throws IOException {
        Path model = packed(coloured, "3x32x32", "ant", "dog", "cat");

        assertRefused(evaluate(model), model, "has no class bee, which", pictures);
        assertRefused(evaluate(model("four.zip", 3 * 32 * 32, 4)), "four.zip has 4 classes,", "has 3");
    }

    @Test
    void evaluationOnImagesOfAnotherSizeIsRefused() {
        Path model = packed(digits, "1x28x28");

        assertRefused(evaluate(model), model, "1x28x28 (784 values)", pictures, "3 x 32 x 32 (3072 values)");
        assertRefused(evaluate(digits), digits, "784 values", pictures, "3 x 32 x 32 (3072 values)");
        // As many values, but another image.
        assertRefused(evaluate(packed(coloured, "3x16x64")), "3x16x64", "3 x 32 x 32");
    }

    @Test
    void predictionOfImagesOfAnotherSizeIsRefused() throws IOException {
        MnistSlice.write(directory, 10, 30);
        Path images = directory.resolve("t10k-images-idx3-ubyte");
        Path labels = directory.resolve("t10k-labels-idx1-ubyte");
        Path model = packed(coloured, "3x32x32");

        assertRefused(
                Cli.run("predict", model, "--images", images, "--labels", labels),
                model,
                "3x32x32 (3072 values)",
                images,
                "28 x 28 (784 values)");
        assertRefused(Cli.run("predict", model, "--mnist"), model, "3x32x32", "MNIST test", "28 x 28");
        assertRefused(
                Cli.run("predict", packed(digits, "1x14x56"), "--images", images, "--labels", labels),
                "1x14x56",
                "28 x 28");
    }

    @Test
    void predictionOfLabelsThatANetworkDoesNotTellIsRefused() throws IOException {
        MnistSlice.write(directory, 10, 30);
        Path images = directory.resolve("t10k-images-idx3-ubyte");
        Path model = packed(model("three.zip", 28 * 28, 3), "1x28x28");

        assertRefused(
                Cli.run("predict", model, "--images", images, "--labels", directory.resolve("t10k-labels-idx1-ubyte")),
                model,
                "has 3 classes",
                images,
                "has 10");
    }

    @Test
    void predictionGoesByNumbersWhereTheyAreTheNames() throws IOException {
        String[] numbers = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
        String[] turned = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"};
        PackedNetwork network = PackedNetwork.load(packed(digits, "1x28x28", numbers));
        ImageClassificationData data = ImageClassificationData.bundledMnist();
        int[] classes = new int[data.test().size()];
        network.predict(data.test().allPixels(), classes.length, classes);
        int wrong = 0;
        for (int i = 0; i < classes.length; i++) {
            wrong += (classes[i] + 1) % 10 == data.test().label(i) ? 0 : 1;
        }

        Cli run = Cli.run("predict", packed(digits, "1x28x28", turned), "--mnist");

        assertThat(run.lastLine()).contains(String.format("(%,d of 10,000)", wrong));
    }

    @Test
    void picturesThatCannotBeReadAreRefusedInOneLine() throws IOException {
        Path model = packed(coloured, "3x32x32");
        Path cut = directory.resolve("cut.png");
        byte[] whole = Files.readAllBytes(pictures.resolve("test/ant/0.png"));
        Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
        Path broken = Files.createDirectories(directory.resolve("broken"));
        Cifar10Slice.writeFolders(broken, 1, "ant", "bee", "cat");
        Path among = Files.copy(cut, broken.resolve("test/bee/cut.png"));

        assertRefused(Cli.run("predict", model, cut), cut, "it is truncated");
        assertRefused(Cli.run("images", "evaluate", "--data", broken, "--model", model), among, "it is truncated");
    }
}
