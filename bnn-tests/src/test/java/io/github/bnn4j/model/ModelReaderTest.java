package io.github.bnn4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.Gadget;
import com.example.OwnSign;
import com.example.Traces;
import io.github.bnn4j.layer.BinaryDenseLayer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class ModelReaderTest {

    private static final String STE = "\"io.github.bnn4j.quantizer.SteSign\"";

    @TempDir
    Path directory;

    private Path good;

    @BeforeEach
    void save() {
        good = SavedNetworks.save(SavedNetworks.network(), directory.resolve("good.zip"));
    }

    private Path file() {
        return directory.resolve("changed.zip");
    }

    private static void assertRefused(Path file, String... parts) {
        assertThatThrownBy(() -> new ModelReader().restoreModel(file, true))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(file.toString())
                .message()
                .doesNotContain("\n")
                .satisfies(message -> {
                    for (String part : parts) {
                        assertThat(message).contains(part);
                    }
                });
    }

    @Test
    void readsANetworkWithItsUpdaterAsDl4jDoes() throws IOException {
        MultiLayerNetwork expected = ModelSerializer.restoreMultiLayerNetwork(good.toFile(), true);

        MultiLayerNetwork read = new ModelReader().restoreMultiLayerNetwork(good, true);

        assertThat(read.params()).isEqualTo(expected.params());
        assertThat(read.getUpdater().getStateViewArray())
                .isEqualTo(expected.getUpdater().getStateViewArray());
        assertThat(read.getUpdater().getStateViewArray().maxNumber().doubleValue())
                .isPositive();
        assertThat(read.getLayerWiseConfigurations()).isEqualTo(expected.getLayerWiseConfigurations());
        assertThat(read.getIterationCount()).isEqualTo(1);
        INDArray input = Nd4j.rand(4, 6);
        assertThat(read.output(input)).isEqualTo(expected.output(input));
    }

    @Test
    void readsAGraphAsDl4jDoes() throws IOException {
        Path file = SavedNetworks.save(SavedNetworks.graph(), file());
        ComputationGraph expected = ModelSerializer.restoreComputationGraph(file.toFile(), true);

        ComputationGraph read = new ModelReader().restoreComputationGraph(file, true);

        assertThat(read.params()).isEqualTo(expected.params());
        assertThat(read.getConfiguration()).isEqualTo(expected.getConfiguration());
        assertThatThrownBy(() -> new ModelReader().restoreMultiLayerNetwork(file, true))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("ComputationGraph");
    }

    @Test
    void readsWhatDl4jHasForEveryPartOfAConfiguration() throws IOException {
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .updater(new Nesterovs(new ExponentialSchedule(ScheduleType.EPOCH, .1, .9)))
                .l2(1e-4)
                .weightNoise(new DropConnect(.9))
                .constrainWeights(new MaxNormConstraint(2, 1))
                .list()
                .layer(new FrozenLayer(new ConvolutionLayer.Builder(3, 3)
                        .nOut(2)
                        .dropOut(new GaussianDropout(.1))
                        .weightInit(new UniformDistribution(-1, 1))
                        .build()))
                .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).build())
                .layer(new BatchNormalization())
                .layer(new GlobalPoolingLayer.Builder().build())
                .layer(new OutputLayer.Builder().nOut(2).build())
                .setInputType(InputType.convolutional(8, 8, 1))
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        Path file = SavedNetworks.save(network, file());

        MultiLayerNetwork read = new ModelReader().restoreMultiLayerNetwork(file, true);

        assertThat(read.getLayerWiseConfigurations())
                .isEqualTo(
                        ModelSerializer.restoreMultiLayerNetwork(file.toFile()).getLayerWiseConfigurations());
        assertThat(read.params()).isEqualTo(network.params());
    }

    @Test
    void readsANetworkWithoutParameters() throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LossLayer.Builder().build())
                .build());
        network.init();
        Path file = SavedNetworks.save(network, file());

        assertThat(new ModelReader().restoreMultiLayerNetwork(file, true).numParams())
                .isZero();
    }

    @Test
    void anObjectOfJavasSerializationIsNotRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Gadget());
        }
        Path file = ZipContent.of(good)
                .with(ModelSerializer.PREPROCESSOR_BIN, bytes.toByteArray())
                .write(file());

        assertRefused(file, "preprocessor.bin");

        assertThat(Traces.deserialized).isFalse();
    }

    @Test
    void anEntryThatModelsDoNotHaveIsRefused() throws IOException {
        Path file = ZipContent.of(good).with("training.json", new byte[] {1, 2}).write(file());

        assertRefused(file, "training.json");
        ModelReader reader = new ModelReader().allowEntries("training.json");
        assertThat(reader.restoreModel(file, true).params())
                .isEqualTo(SavedNetworks.network().params());
        assertThat(reader.readEntry(file, "training.json")).containsExactly(1, 2);
        assertThat(reader.readVector(file, "other.bin", 2)).isEmpty();
        assertThatThrownBy(() -> reader.readVector(file, "training.json", 2)).isInstanceOf(InvalidModelException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.Initialized",
                "java.util.List<com.example.Initialized>",
                "java.util.ArrayList",
                "[Lcom.example.Initialized;",
                "java.lang.Runtime",
                "org.nd4j.linalg.factory.Nd4j",
                "org.nd4j.shade.jackson.databind.ObjectMapper"
            })
    void aClassThatIsNoConfigurationIsRefusedBeforeItIsInitialized(String name) {
        Path file = ZipContent.of(good)
                .withText(ModelSerializer.CONFIGURATION_JSON, json -> json.replaceFirst(STE, "\"" + name + "\""))
                .write(file());

        assertRefused(file, "names the class", "--allow-class");

        assertThat(Traces.initialized).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"distribution\" : { \"type\" : \"com.example.Initialized\" }, ",
                "\"iUpdater\" : [ \"com.example.Initialized\", { } ], ",
                "\"com.example.Initialized\" : { }, "
            })
    void aClassIsFoundWhereverJacksonWouldTakeItFrom(String text) {
        Path file = ZipContent.of(good)
                .withText(ModelSerializer.CONFIGURATION_JSON, json -> json.replaceFirst("\\{", "{ " + text))
                .write(file());

        assertRefused(file, "com.example.Initialized");

        assertThat(Traces.initialized).isFalse();
    }

    @Test
    void aClassThatIsMissingIsNamed() {
        Path file = ZipContent.of(good)
                .withText(ModelSerializer.CONFIGURATION_JSON, json -> json.replaceFirst(STE, "\"com.example.Lost\""))
                .write(file());

        assertRefused(file, "com.example.Lost", "not on the class path");
    }

    @Test
    void aClassOfTheUsersOwnIsReadIfItIsAllowed() throws IOException {
        Path file = SavedNetworks.save(SavedNetworks.network(new OwnSign()), file());

        assertRefused(file, "com.example.OwnSign");
        MultiLayerNetwork read =
                new ModelReader().allowClasses("com.example.OwnSign").restoreMultiLayerNetwork(file, false);

        assertThat(((BinaryDenseLayer) read.getLayer(1).conf().getLayer()).getKernelQuantizer())
                .isEqualTo(new OwnSign());
        assertThatThrownBy(() -> new ModelReader().allowClasses("com.example.Lost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("com.example.Lost");
    }

    @Test
    void bombsAreRefusedBeforeTheyAreInflated() {
        ZipContent content = ZipContent.of(good);
        assertRefused(
                content.with(ModelSerializer.COEFFICIENTS_BIN, new byte[(64 << 20) + 1])
                        .write(file()),
                "coefficients.bin has 67,108,865 bytes");
        content = ZipContent.of(good).with(ModelSerializer.UPDATER_BIN, new byte[8 << 20]);
        assertRefused(content.write(file()), "updaterState.bin has 8,388,608 bytes");
        content = ZipContent.of(good).with(ModelSerializer.CONFIGURATION_JSON, new byte[(16 << 20) + 1]);
        assertRefused(content.write(file()), "configuration.json has 16,777,217 bytes");
    }

    @Test
    void aConfigurationThatNestsWithoutEndIsRefused() {
        Path file = ZipContent.of(good)
                .withText(ModelSerializer.CONFIGURATION_JSON, json -> "[".repeat(1_000_000))
                .write(file());

        assertRefused(file, "nests deeper");
    }

    @Test
    void anArrayIsNotLargerThanItsEntry() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        long length = 1L << 40;
        out.writeUTF("MIXED_DATA_TYPES");
        out.writeLong(8);
        out.writeUTF("LONG");
        for (long value : new long[] {2, 1, length, length, 1, 8192, 1, 99}) {
            out.writeLong(value);
        }
        out.writeUTF("MIXED_DATA_TYPES");
        out.writeLong(length);
        out.writeUTF("FLOAT");
        out.write(new byte[1000]);
        Path file = ZipContent.of(good)
                .with(ModelSerializer.COEFFICIENTS_BIN, bytes.toByteArray())
                .write(file());

        assertRefused(file, "1,099,511,627,776", "1,000 bytes are left");
    }

    @Test
    void parametersAreThoseThatTheConfigurationNeeds() throws IOException {
        MultiLayerNetwork network = SavedNetworks.network();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Nd4j.write(Nd4j.zeros(1, 7), new DataOutputStream(bytes));

        assertRefused(
                ZipContent.of(good)
                        .with(ModelSerializer.COEFFICIENTS_BIN, bytes.toByteArray())
                        .write(file()),
                "7 values",
                network.numParams() + " values");
        assertRefused(
                ZipContent.of(good)
                        .without(ModelSerializer.COEFFICIENTS_BIN)
                        .with(ModelSerializer.NO_PARAMS_MARKER, new byte[0])
                        .write(file()),
                "coefficients.bin");
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        for (int length = 0; length < bytes.length; length += 97) {
            assertRefused(Files.write(file(), Arrays.copyOf(bytes, length)));
        }
    }

    @Test
    void aFlippedBitIsNoticedOrMakesNoDifference() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            byte[] flipped = bytes.clone();
            // Half of them in the directory, at the end.
            int at = i % 2 == 0 ? random.nextInt(bytes.length) : bytes.length - 1 - random.nextInt(260);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            assertSameOrRefused(Files.write(file(), flipped));
        }
    }

    @Test
    void aFlippedBitInTheHeaderOfAnArrayIsNoticedOrMakesNoDifference() throws IOException {
        for (String name : new String[] {ModelSerializer.COEFFICIENTS_BIN, ModelSerializer.UPDATER_BIN}) {
            int bytesOfHeader = bytesOfHeader(name);
            for (int bit = 0; bit < 8 * bytesOfHeader; bit += 3) {
                ZipContent content = ZipContent.of(good);
                content.get(name)[bit / 8] ^= (byte) (1 << bit % 8);
                assertSameOrRefused(content.write(file()));
            }
        }
    }

    private int bytesOfHeader(String name) {
        MultiLayerNetwork network = SavedNetworks.network();
        INDArray values = name.equals(ModelSerializer.COEFFICIENTS_BIN)
                ? network.params()
                : network.getUpdater().getStateViewArray();
        return ZipContent.of(good).get(name).length - (int) values.length() * Float.BYTES;
    }

    @Test
    void aFlippedBitInTheConfigurationIsNoOtherErrorThanThatOfAnInvalidModel() {
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            ZipContent content = ZipContent.of(good);
            byte[] json = content.get(ModelSerializer.CONFIGURATION_JSON);
            json[random.nextInt(json.length)] ^= (byte) (1 << random.nextInt(8));
            Path file = content.write(file());
            try {
                new ModelReader().restoreModel(file, true);
            } catch (InvalidModelException e) {
                assertThat(e.getMessage()).contains(file.toString()).doesNotContain("\n");
            }
        }
    }

    private void assertSameOrRefused(Path file) throws IOException {
        MultiLayerNetwork read;
        try {
            read = new ModelReader().restoreMultiLayerNetwork(file, true);
        } catch (InvalidModelException e) {
            assertThat(e.getMessage()).contains(file.toString()).doesNotContain("\n");
            return;
        }
        MultiLayerNetwork expected = ModelSerializer.restoreMultiLayerNetwork(good.toFile(), true);
        assertThat(read.params()).isEqualTo(expected.params());
        assertThat(read.getUpdater().getStateViewArray())
                .isEqualTo(expected.getUpdater().getStateViewArray());
        assertThat(read.getLayerWiseConfigurations()).isEqualTo(expected.getLayerWiseConfigurations());
    }
}
