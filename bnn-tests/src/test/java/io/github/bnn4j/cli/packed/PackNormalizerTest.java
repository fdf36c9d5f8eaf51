package io.github.bnn4j.cli.packed;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.Gadget;
import com.example.OwnSign;
import com.example.Traces;
import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.TrainingState;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.model.ZipContent;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** A model is packed as it was saved: with its normalizer, and without what is not trusted. */
class PackNormalizerTest {

    private static final int INPUTS = 16;
    private static final int EXAMPLES = 200;

    @TempDir
    Path directory;

    private final byte[] bytes = new byte[EXAMPLES * INPUTS];
    private final INDArray features = Nd4j.create(EXAMPLES, INPUTS);

    PackNormalizerTest() {
        new Random(1).nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            features.putScalar(i / INPUTS, i % INPUTS, bytes[i] & 0xFF);
        }
    }

    private static MultiLayerNetwork network(Quantizer ofKernels) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(new BinaryDenseLayer.Builder()
                        .nOut(40)
                        .kernelQuantizer(ofKernels)
                        .build())
                .layer(new BatchNormalization())
                .layer(new ActivationLayer(new SignActivation()))
                .layer(new BinaryDenseLayer.Builder().nOut(3).build())
                .layer(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(INPUTS))
                .build());
        network.init();
        // Thresholds that depend on the offset, which centred ones of a fresh network do not.
        network.getLayer(1).getParam("beta").assign(Nd4j.linspace(-2, 2, 40).reshape(1, 40));
        return network;
    }

    private Path saved(MultiLayerNetwork network, DataNormalization normalizer) throws IOException {
        Path file = directory.resolve("model.zip");
        ModelSerializer.writeModel(network, file.toFile(), true);
        if (normalizer != null) {
            // writeModel has it close the zip, which it goes on with.
            ModelSerializer.addNormalizerToModel(file.toFile(), normalizer);
        }
        return file;
    }

    private Path packed() {
        return directory.resolve("model.bnn");
    }

    private void assertPackedPredictsAsDl4j(DataNormalization normalizer) throws IOException {
        MultiLayerNetwork network = network(new SteSign());
        Path model = saved(network, normalizer);
        INDArray normalized = features.dup();
        normalizer.transform(normalized);
        float[][] expected = network.output(normalized).toFloatMatrix();

        Cli ofBytes = Cli.run("pack", model, "-o", packed());
        float[] scores = new float[EXAMPLES * 3];
        PackedNetwork.load(packed()).scores(bytes, EXAMPLES, scores);
        Cli ofFloats = Cli.run("pack", model, "-o", packed(), "--input", "FLOATS");
        float[] scoresOfFloats = new float[EXAMPLES * 3];
        PackedNetwork.load(packed()).scores(features.data().asFloat(), EXAMPLES, scoresOfFloats);

        assertThat(ofBytes.err()).isEmpty();
        assertThat(ofFloats.err()).isEmpty();
        for (int i = 0; i < EXAMPLES; i++) {
            for (int k = 0; k < 3; k++) {
                assertThat(scores[3 * i + k]).as("example %d", i).isEqualTo(expected[i][k]);
                assertThat(scoresOfFloats[3 * i + k])
                        .as("example %d in floats", i)
                        .isEqualTo(expected[i][k]);
            }
        }
        assertThat(PackedNetwork.load(packed()).metadata().get(PackedContent.NORMALIZER))
                .startsWith(normalizer.getClass().getSimpleName() + ", ");
    }

    @Test
    void anImageScalerIsTheRange() throws IOException {
        assertPackedPredictsAsDl4j(new ImagePreProcessingScaler(0, 1));
        assertPackedPredictsAsDl4j(new ImagePreProcessingScaler(-.5, 2, 7));
    }

    @Test
    void aMinMaxScalerOfOneRangeIsTheRange() throws IOException {
        NormalizerMinMaxScaler scaler = new NormalizerMinMaxScaler(-1, 3);
        scaler.setFeatureStats(Nd4j.valueArrayOf(1, INPUTS, 10.0), Nd4j.valueArrayOf(1, INPUTS, 200.0));

        assertPackedPredictsAsDl4j(scaler);
    }

    private void assertRefused(Path model, String... parts) {
        Cli run = Cli.run("pack", model, "-o", packed());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains(model.toString())
                .contains(parts);
        assertThat(packed()).doesNotExist();
    }

    @Test
    void aMinMaxScalerOfManyRangesIsAScaleForEachValue() throws IOException {
        NormalizerMinMaxScaler scaler = new NormalizerMinMaxScaler(-1, 2);
        scaler.fit(new DataSet(features.mulRowVector(Nd4j.linspace(1, 2, INPUTS).reshape(1, INPUTS)), features));

        assertPackedPredictsAsDl4j(scaler);
    }

    @Test
    void aStandardizerIsAScaleForEachValue() throws IOException {
        NormalizerStandardize standardize = new NormalizerStandardize();
        standardize.fit(
                new DataSet(features.mulRowVector(Nd4j.linspace(1, 2, INPUTS).reshape(1, INPUTS)), features));

        assertPackedPredictsAsDl4j(standardize);
    }

    @Test
    void aNormalizerOfLabelsTooIsRefusedByName() throws IOException {
        NormalizerStandardize standardize = new NormalizerStandardize();
        standardize.fitLabel(true);
        standardize.fit(new DataSet(features, features));

        assertRefused(saved(network(new SteSign()), standardize), "NormalizerStandardize", "labels", "--range");

        Cli knowingly = Cli.run("pack", directory.resolve("model.zip"), "-o", packed(), "--range", "0,1");
        assertThat(knowingly.exitCode()).isZero();
        assertThat(knowingly.out()).first().asString().contains("left out");
        assertThat(PackedNetwork.load(packed()).metadata()).doesNotContainKey(PackedContent.NORMALIZER);
    }

    @Test
    void statisticsOfAnotherCountAreRefused() throws IOException {
        NormalizerStandardize standardize = new NormalizerStandardize();
        standardize.fit(new DataSet(features.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3)), features));

        assertRefused(saved(network(new SteSign()), standardize), "3 features", "1x4x4");
    }

    @Test
    void aNormalizerOfTypeCustomIsRefusedBeforeItsClassIsLoaded() throws IOException {
        ByteArrayOutputStream custom = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(custom);
        out.writeUTF("NORMALIZER");
        out.writeInt(1);
        out.writeUTF("CUSTOM");
        out.writeUTF("com.example.StrangeNormalizer");
        Path model = ZipContent.of(saved(network(new SteSign()), null))
                .with(ModelSerializer.NORMALIZER_BIN, custom.toByteArray())
                .write(directory.resolve("custom.zip"));

        assertRefused(model, "CUSTOM", "com.example.StrangeNormalizer", "--range");

        assertThat(Traces.normalizerInitialized).isFalse();
    }

    @Test
    void aRangeThatIsGivenWinsAndSaysSo() throws IOException {
        Path model = saved(network(new SteSign()), new ImagePreProcessingScaler(0, 1));

        Cli same = Cli.run("pack", model, "-o", packed(), "--range", "0,1");
        assertThat(same.out()).hasSize(1);
        assertThat(PackedNetwork.load(packed()).input().offset()).isZero();
        Cli other = Cli.run("pack", model, "-o", packed(), "--range", "-1,1");

        assertThat(other.exitCode()).isZero();
        assertThat(other.out()).first().asString().contains("-1.0,1.0", "0.0,1.0");
        assertThat(PackedNetwork.load(packed()).input().offset()).isEqualTo(-1);
    }

    @Test
    void signsAreTakenAsTheyAreSoThatTheNormalizerIsNotPassedOverInSilence() throws IOException {
        Path model = saved(network(new SteSign()), new ImagePreProcessingScaler(0, 1));

        Cli refused = Cli.run("pack", model, "-o", packed(), "--input", "SIGNS");
        Cli knowingly = Cli.run("pack", model, "-o", packed(), "--input", "SIGNS", "--range", "0,1");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).singleElement().asString().contains("SIGNS", "--range", "0.0,1.0");
        assertThat(knowingly.exitCode()).isZero();
    }

    @Test
    void floatsAreThoseBehindTheNormalizerIfItIsLeftOut() throws IOException {
        MultiLayerNetwork network = network(new SteSign());
        Path model = saved(network, new ImagePreProcessingScaler(0, 1));
        INDArray normalized = features.div(255);

        Cli run = Cli.run("pack", model, "-o", packed(), "--input", "FLOATS", "--range", "0,1");
        float[] scores = new float[EXAMPLES * 3];
        PackedNetwork.load(packed()).scores(normalized.data().asFloat(), EXAMPLES, scores);

        assertThat(run.exitCode()).isZero();
        assertThat(scores).containsExactly(network.output(normalized).data().asFloat());
    }

    @Test
    void whatIsKnownOfTheNetworkIsWrittenAndShown() throws IOException {
        Path model = saved(network(new SteSign()), new ImagePreProcessingScaler(0, 1));

        Cli run = Cli.run("pack", model, "-o", packed(), "--comment", "tried \u00e9\nthis\u001b[31m");

        assertThat(run.err()).isEmpty();
        assertThat(PackedNetwork.load(packed()).metadata())
                .hasEntrySatisfying(
                        PackedContent.LIBRARY, version -> assertThat(version).startsWith("BNN4J "))
                .containsEntry(PackedContent.NORMALIZER, "ImagePreProcessingScaler, 0.0,1.0 for 0,255")
                .containsEntry("comment", "tried \u00e9\nthis\u001b[31m")
                .doesNotContainKeys(PackedContent.DATA, PackedContent.RECIPE);
        assertThat(Cli.run("inspect", packed()).out())
                .anyMatch(line -> line.startsWith("library BNN4J "))
                .contains("comment tried \u00e9 this [31m");
    }

    @Test
    void ofACheckpointDataAndRecipeAreWritten() throws IOException {
        Path model = directory.resolve("checkpoint.zip");
        JsonNode recipe = new ObjectMapper().readTree("{\"epochs\": 3,\n \"units\": [16]}");
        new Checkpoint(Dl4jNetwork.of(network(new SteSign())), TrainingState.start(recipe, "a1b2", null)).write(model);

        Cli run = Cli.run("pack", model, "-o", packed());

        assertThat(run.err()).isEmpty();
        assertThat(PackedNetwork.load(packed()).metadata())
                .containsEntry(PackedContent.DATA, "a1b2")
                .containsEntry(PackedContent.RECIPE, "{\"epochs\":3,\"units\":[16]}")
                .doesNotContainKey(PackedContent.NORMALIZER);
    }

    @Test
    void aModelThatIsNotTrustedGetsOneLine() throws IOException {
        ByteArrayOutputStream gadget = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(gadget)) {
            out.writeObject(new Gadget());
        }
        Path model = ZipContent.of(saved(network(new SteSign()), null))
                .with(ModelSerializer.PREPROCESSOR_BIN, gadget.toByteArray())
                .write(directory.resolve("gadget.zip"));

        assertRefused(model, "preprocessor.bin");

        assertThat(Traces.deserialized).isFalse();
    }

    @Test
    void aQuantizerOfTheUsersOwnIsPackedIfItIsAllowed() throws IOException {
        Path model = saved(network(new OwnSign()), null);

        assertRefused(model, "--allow-class", "com.example.OwnSign");
        Cli allowed = Cli.run("pack", model, "-o", packed(), "--allow-class", "com.example.OwnSign");
        Cli lost = Cli.run("pack", model, "-o", packed(), "--allow-class", "com.example.Lost");

        assertThat(allowed.err()).isEmpty();
        assertThat(lost.exitCode()).isEqualTo(2);
        assertThat(lost.err()).singleElement().asString().contains("com.example.Lost");
    }
}
