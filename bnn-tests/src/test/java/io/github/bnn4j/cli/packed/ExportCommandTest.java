package io.github.bnn4j.cli.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.onnx.OnnxImport;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
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

class ExportCommandTest {

    @TempDir
    static Path directory;

    private static Path model;
    private static Path packed;

    @BeforeAll
    static void packNetwork() throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new BinaryDenseLayer.Builder().nOut(30).build())
                .layer(new BatchNormalization())
                .layer(new ActivationLayer(new SignActivation()))
                .layer(new BinaryDenseLayer.Builder().nOut(3).build())
                .layer(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(36))
                .build());
        network.init();
        model = directory.resolve("model.zip");
        packed = directory.resolve("model.bnn");
        ModelSerializer.writeModel(network, model.toFile(), false);
        assertThat(Cli.run("pack", model, "-o", packed, "--range", "0,1", "--labels", "a,b,c")
                        .exitCode())
                .isZero();
    }

    @Test
    void aPackedNetworkAndItsModelBecomeTheSameNetwork() throws IOException {
        Path ofPacked = directory.resolve("packed.onnx");
        Path ofModel = directory.resolve("model.onnx");

        Cli run = Cli.run("export", packed, "-o", ofPacked);
        Cli other = Cli.run("export", model, "-o", ofModel, "--range", "0,1", "--labels", "a,b,c");

        assertThat(run.err()).isEmpty();
        assertThat(other.err()).isEmpty();
        assertThat(run.lastLine())
                .contains(ofPacked.toString(), String.format("%,d bytes", Files.size(ofPacked)), "(N, 1, 6, 6)");
        assertThat(Files.readAllBytes(ofModel)).isEqualTo(Files.readAllBytes(ofPacked));
        byte[] x = new byte[36 * 20];
        new Random(1).nextBytes(x);
        float[] expected = new float[60];
        float[] actual = new float[60];
        PackedNetwork.load(packed).scores(x, 20, expected);
        OnnxImport.read(ofPacked).toPacked(InputEncoding.bytes(0, 255, 1, 6, 6)).scores(x, 20, actual);
        assertThat(actual).containsExactly(expected);
    }

    @Test
    void whatIsForAModelIsRefusedOfAPackedNetwork() {
        for (String option : PackingOptions.names()) {
            String value = option.equals("--input") ? "BYTES" : option.equals("--shape") ? "1x6x6" : "0,1";
            Cli run = Cli.run("export", packed, "-o", directory.resolve("none.onnx"), option, value);

            assertThat(run.exitCode()).as(option).isEqualTo(2);
            assertThat(run.err()).singleElement().asString().contains(option, packed.toString());
        }
        assertThat(directory.resolve("none.onnx")).doesNotExist();
    }
}
